using ConsultBot.Domain.Answers.Matching;

namespace ConsultBot.Domain.Answers;

/// <summary>What a citizen typed, read once for all that look for phrases in it.</summary>
public sealed class TypedText
{
    private Reading[]? _bare;

    private TypedText(string text, Reading[] readings)
    {
        Text = text;
        Readings = readings;
    }

    public string Text { get; }

    /// <summary>As typed, then as if typed on the other layout unless most words are known as they are.</summary>
    public IReadOnlyList<Reading> Readings { get; }

    /// <summary>The words as typed.</summary>
    public TypedWord[] Words => Readings[0].Words;

    /// <summary>The readings, and each once more without greetings, "please" and the like where there are any.</summary>
    public IReadOnlyList<Reading> WithoutFillers => _bare ??= Bare();

    /// <param name="known">Words that people ask with: a message of mostly such words was typed on the right layout.</param>
    public static TypedText Read(string text, IReadOnlySet<string>? known = null)
    {
        var typed = WordsOf(text, KeyboardLayout.Typed);
        if (known is not null && AreMostly(typed, known))
            return new TypedText(text, [new Reading(typed)]);

        var other = KeyboardLayout.Other(text);
        return new TypedText(text, other == KeyboardLayout.Cyrillic && text.Contains('-', StringComparison.Ordinal)
            ? [new Reading(typed), new Reading(WordsOf(text, other)), new Reading(WordsOf(text, KeyboardLayout.Russian))]
            : [new Reading(typed), new Reading(WordsOf(text, other))]);
    }

    /// <summary>A text's words in the coarse alphabet.</summary>
    internal static TypedWord[] WordsOf(string text, KeyboardLayout layout)
    {
        var buffer = MatchScratch.Own.Text;
        buffer.Read(text, layout, keepDoubled: true);
        var words = new TypedWord[buffer.WordCount];
        for (var i = 0; i < words.Length; i++)
            words[i] = new TypedWord(buffer.Word(i).ToString(), buffer.Typed(i));

        return words;
    }

    private static bool AreMostly(TypedWord[] typed, IReadOnlySet<string> known)
    {
        // Two letters are a word in any layout.
        const int Telling = 3;
        var (letters, told) = (0, 0);
        foreach (var word in typed)
        {
            letters += word.Text.Length;
            if (word.Text.Length >= Telling && known.Contains(word.Text))
                told += word.Text.Length;
        }

        return 2 * told > letters;
    }

    private Reading[] Bare()
    {
        var readings = new List<Reading>(Readings);
        for (var i = Readings.Count - 1; i >= 0; i--)
        {
            var bare = Fillers.Strip(Readings[i].Words);
            if (bare.Length > 0 && bare.Length < Readings[i].Words.Length)
                readings.Add(new Reading(bare));
        }

        return [.. readings];
    }
}
