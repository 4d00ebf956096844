namespace ConsultBot.Domain.Journals;

/// <summary>
/// Something that happened to the desk as a whole: an act of an administrator, a look at a citizen's talk, a change of an
/// answer. It never holds a citizen's words or address.
/// </summary>
/// <param name="What">One of <see cref="DeskEvents"/>.</param>
/// <param name="Account">Id of the account that did it, or the name of the command.</param>
/// <param name="Person">Id of the account's person in the register.</param>
/// <param name="Subject">What it was done to: a consultation's number, a publication, an answer's id.</param>
/// <param name="Before">The words before a change.</param>
/// <param name="After">The words after it, or more about what was done.</param>
public sealed record DeskEvent(
    string What, string? Account = null, string? Person = null, string? Subject = null, string? Before = null, string? After = null);

/// <summary>The names of what the desk's own journal notes.</summary>
public static class DeskEvents
{
    /// <summary>An officer opened a citizen's talk, or went on reading it.</summary>
    public const string TalkRead = "talkRead";

    /// <summary>An officer looked at a list of consultations, which shows their questions.</summary>
    public const string ListRead = "listRead";

    public const string Invited = "invited";
    public const string AccountMade = "accountMade";
    public const string Published = "published";
    public const string Recalled = "recalled";
    public const string AnswerChanged = "answerChanged";
    public const string Erased = "erased";
    public const string LossAccepted = "lossAccepted";
}
