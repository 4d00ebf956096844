using System.Text.Json.Serialization;

namespace ConsultBot.Domain.Registers;

/// <summary>
/// The accountable official behind a message, as in force at the moment of the turn and frozen with it.
/// Only <see cref="Register"/> makes one; the journal's JSON form reads it back and checks the same things.
/// </summary>
public sealed class Signature
{
    [JsonConstructor]
    internal Signature(
        string official, string position, string unit, string body, AssignmentKind kind, string? officer, string? officerPosition,
        string assignment, string person, string responsible, string signedAt, int level, int raised, int register, string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(official);
        ArgumentException.ThrowIfNullOrWhiteSpace(position);
        ArgumentException.ThrowIfNullOrWhiteSpace(assignment);
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        if (!text.Contains(official, StringComparison.Ordinal))
            throw new ArgumentException("The signature's text lacks the official's name.", nameof(text));

        Official = official;
        Position = position;
        Unit = unit;
        Body = body;
        Kind = kind;
        Officer = officer;
        OfficerPosition = officerPosition;
        Assignment = assignment;
        Person = person;
        Responsible = responsible;
        SignedAt = signedAt;
        Level = level;
        Raised = raised;
        Register = register;
        Text = text;
    }

    /// <summary>The official's full name in the message's language.</summary>
    public string Official { get; }

    /// <summary>The title as printed, with the acting form or the substitute's mark.</summary>
    public string Position { get; }

    public string Unit { get; }

    public string Body { get; }

    public AssignmentKind Kind { get; }

    /// <summary>The officer who wrote the message, when a person did.</summary>
    public string? Officer { get; }

    public string? OfficerPosition { get; }

    /// <summary>Id of the assignment in force.</summary>
    public string Assignment { get; }

    /// <summary>Id of the official.</summary>
    public string Person { get; }

    /// <summary>Id of the position that the rule names.</summary>
    public string Responsible { get; }

    /// <summary>Id of the position that signs: above <see cref="Responsible"/> where that one is vacant.</summary>
    public string SignedAt { get; }

    /// <summary>How many vacant positions were passed.</summary>
    public int Level { get; }

    /// <summary>How many levels a missed due time has raised the responsibility.</summary>
    public int Raised { get; }

    /// <summary>Number of the register's publication.</summary>
    public int Register { get; }

    /// <summary>The line or lines as sent.</summary>
    public string Text { get; }
}
