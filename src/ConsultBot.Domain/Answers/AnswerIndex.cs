using ConsultBot.Domain.Dialogs;

namespace ConsultBot.Domain.Answers;

/// <summary>Finds the entry that a question asks for.</summary>
public sealed class AnswerIndex
{
    private readonly Pack _pack;

    private AnswerIndex(Pack pack) => _pack = pack;

    public static AnswerIndex Build(Pack pack) => new(pack);

    public AnswerDecision Ask(string text) => new(AnswerKind.Refuse, [new Candidate(_pack.Data.Menu[0], text.Length)]);
}
