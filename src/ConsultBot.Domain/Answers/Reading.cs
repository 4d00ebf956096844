namespace ConsultBot.Domain.Answers;

/// <summary>The words of a message on one keyboard layout.</summary>
public sealed class Reading(TypedWord[] words)
{
    // Phrases look at a message's words as the bits of one number.
    private const int MostWords = 64;

    /// <summary>All words that were typed.</summary>
    public TypedWord[] Words { get; } = words;

    /// <summary>How many of the words are compared with phrases.</summary>
    internal int Compared => Math.Min(Words.Length, MostWords);
}
