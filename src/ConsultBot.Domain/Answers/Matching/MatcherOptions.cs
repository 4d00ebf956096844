namespace ConsultBot.Domain.Answers.Matching;

/// <summary>How a matcher is trained.</summary>
public sealed record MatcherOptions
{
    /// <summary>Words from which a phrasing is a text rather than a question: many weak signs instead of a few strong ones.</summary>
    public const float LongText = 20;

    private const float Question = 12;

    /// <summary>The same seed and rows give the same matcher.</summary>
    public ulong Seed { get; init; } = 2026;

    /// <summary>Texts that describe a label without being phrasings, such as its title; each with its weight against a phrasing.</summary>
    public IReadOnlyList<(string Text, string Label, float Weight)> Hints { get; init; } = [];

    /// <summary>Rows to fit the confidence on; without them rows and whole labels of the training set are held back in turn.</summary>
    public IReadOnlyList<(string Text, string Label)> HeldOut { get; init; } = [];

    /// <summary>From 0 for questions to 1 for texts.</summary>
    internal static float TextLikeness(float meanWords) => Math.Clamp((meanWords - Question) / (LongText - Question), 0, 1);
}
