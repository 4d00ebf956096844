using System.Diagnostics;
using ConsultBot.Application.Consultations;
using ConsultBot.Domain.Answers;
using ConsultBot.Domain.Conversations;
using ConsultBot.Domain.Messages;

namespace ConsultBot.Application.Packs;

/// <summary>What the desk would make of a question from a citizen whom it does not know.</summary>
public static class QuestionAsker
{
    private static readonly string[] _commands =
    [
        "menu", "back", "cancel", "status", "language", "repeat", "stop", "deleteData", "who", "genuine", "complaint", "simple", "normal", "start",
    ];

    /// <param name="language">The citizen's language; null = as the words tell.</param>
    public static AskedQuestion Ask(DeskContent content, string question, string? language)
    {
        question = InputText.Clean(question);
        var from = Stopwatch.GetTimestamp();
        var decision = content.Index.Ask(question);
        var (verdict, topic) = Decide(content, question, decision);
        var micros = Stopwatch.GetElapsedTime(from).TotalMicroseconds;
        var guessed = Languages.Parse(language) ?? content.Index.Language.Of(question) ?? content.Pack.Data.DefaultLanguage;
        return new AskedQuestion(
            question, guessed.Code(), verdict, topic, [.. decision.Candidates.Select(found => new AskedCandidate(found.Entry, found.Score))], Math.Round(micros, 1));
    }

    private static (string Verdict, string? Topic) Decide(DeskContent content, string question, AnswerDecision decision)
    {
        var lexicon = content.Pack.Data.Lexicon;
        var read = content.Pack.Read(question);
        if (UrgentRules.IsUrgent(read, content.Pack))
            return ("urgent", null);
        if (Interrupts.WantsPerson(read, lexicon))
            return ("human", null);
        if (question.StartsWith('/') || _commands.Any(intent => lexicon[intent].IsWhole(read)))
            return ("command", null);
        if (lexicon["thanks"].IsWhole(read) || lexicon["greeting"].IsWhole(read))
            return ("smalltalk", null);

        return decision.Kind switch
        {
            AnswerKind.Answer => ("answer", decision.Best),
            AnswerKind.Clarify => ("clarify", null),
            _ => ("refuse", null),
        };
    }
}

/// <param name="Decision">answer, clarify, refuse, human, urgent, smalltalk or command.</param>
/// <param name="Topic">The entry that would be told; only with answer.</param>
public sealed record AskedQuestion(
    string Question, string Lang, string Decision, string? Topic, IReadOnlyList<AskedCandidate> Candidates, double Micros);

public sealed record AskedCandidate(string Topic, double Score);
