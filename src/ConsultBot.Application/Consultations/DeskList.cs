namespace ConsultBot.Application.Consultations;

public sealed record DeskList(DeskTab Tab, DeskCounts Counts, IReadOnlyList<DeskRow> Rows);

/// <param name="All">Open consultations that the account sees.</param>
public sealed record DeskCounts(int Mine, int Waiting, int All);

/// <param name="Topic">The topic's name; null when none was found.</param>
/// <param name="Officer">Name of the officer who has it.</param>
public sealed record DeskRow(
    string Number, long Conversation, string Channel, string Question, string? Topic, DateTimeOffset OpenedAt, DateTimeOffset? Due,
    bool Urgent, DeskState State, string? Officer);

public enum DeskTab
{
    Mine,
    Waiting,
    All,
}

public enum DeskState
{
    Waiting,
    Mine,

    /// <summary>With another officer.</summary>
    Other,
    Closed,
}
