namespace ConsultBot.Domain.Registers;

/// <summary>Local days [From, To) on which nobody holds a position that exists; the level above signs meanwhile.</summary>
/// <param name="To">Null while no successor is known.</param>
public sealed record Gap(Position Position, DateOnly From, DateOnly? To)
{
    /// <summary>How many days of it lie before a day.</summary>
    public int Days(DateOnly before)
    {
        var end = To is { } to && to < before ? to : before;
        return Math.Max(0, end.DayNumber - From.DayNumber);
    }
}
