using ConsultBot.Domain.Problems;

namespace ConsultBot.Domain.Dialogs;

/// <summary>A typed value used inside texts, true in the half-open interval [From, Until) of local days.</summary>
/// <param name="Value">As written: a number, a date, a phone, words.</param>
public sealed record Fact(
    string Id, string Value, FactUnit Unit, FactRounding Rounding, DateOnly? From, DateOnly? Until,
    string Source, DateOnly CheckedOn, Place Place)
{
    public bool InForce(DateOnly date) => (From is null || date >= From) && (Until is null || date < Until);
}

public enum FactUnit
{
    Text,
    Mci,
    Kzt,
    Percent,
    PercentOfMinWage,
    WorkingDay,
    CalendarDay,
    WorkingHour,
    Hour,
    Minute,
    Month,
    Year,
    Count,
    Date,
    Phone,
    Url,
}

/// <summary>How a multiple of the MCI becomes whole tenge.</summary>
public enum FactRounding
{
    /// <summary>To the nearest tenge, half up: state duties.</summary>
    Nearest,

    /// <summary>Up to a whole tenge: benefits.</summary>
    Up,
}
