using ConsultBot.Domain.Answers;
using ConsultBot.Domain.Messages;

namespace ConsultBot.Domain.Conversations;

/// <summary>A question that the pack did not answer, or not as the citizen needed it: what its authors have to look at.</summary>
/// <param name="Text">The citizen's words.</param>
/// <param name="Candidates">The nearest entries, best first; empty where the fate alone says something new.</param>
/// <param name="Entry">The entry that was chosen or did not help; null with other fates.</param>
public sealed record UnansweredQuestion(string Text, Language Language, QuestionFate Fate, IReadOnlyList<Candidate> Candidates, string? Entry = null);

/// <summary>What became of a question that was not answered outright, or not well. Stored by number: append only.</summary>
public enum QuestionFate
{
    /// <summary>The bot said that it does not know.</summary>
    Refused,

    /// <summary>The bot offered the candidates as a choice.</summary>
    Offered,

    /// <summary>The citizen took one of those offered.</summary>
    Chosen,

    /// <summary>None of those offered was meant.</summary>
    NoneMeant,

    /// <summary>The answer did not help.</summary>
    Unhelpful,
}
