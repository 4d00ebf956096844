using System.Numerics;

namespace ConsultBot.Domain.Answers;

/// <summary>A word in the coarse alphabet, with a mask of its letters, which tells most different words apart at once.</summary>
public sealed class TypedWord
{
    // A word of so few letters must at least begin alike.
    private const int Short = 5;

    // From here on a single word may be near to another one: спасите and спасибо.
    private const int LongEnough = 5;

    private PhraseWords? _compared;
    private int[] _near = [];

    /// <param name="typed">How many letters were typed for it.</param>
    public TypedWord(string text, int typed)
    {
        Text = text;
        Forgiven = EditDistance.Forgiven(Math.Max(text.Length, typed));
        foreach (var c in text)
            Letters |= 1UL << (c & 63);
    }

    public string Text { get; }

    /// <summary>Typing errors forgiven when somebody means this word.</summary>
    public int Forgiven { get; }

    internal ulong Letters { get; }

    /// <summary>The wanted word, but for the typing errors that its length forgives.</summary>
    public bool IsNear(TypedWord wanted)
    {
        var forgiven = wanted.Forgiven;
        return BitOperations.PopCount(Letters & ~wanted.Letters) <= forgiven
            && BitOperations.PopCount(wanted.Letters & ~Letters) <= forgiven
            && Math.Abs(Text.Length - wanted.Text.Length) <= forgiven
            && (wanted.Text.Length > Short || Text[0] == wanted.Text[0])
            && EditDistance.Near(Text, wanted.Text, forgiven);
    }

    /// <summary>The same word, or one slip in five letters and more after the first.</summary>
    public bool IsNearly(TypedWord wanted) =>
        Text == wanted.Text || (wanted.Text.Length >= LongEnough && Text[0] == wanted.Text[0] && EditDistance.Near(Text, wanted.Text, 1));

    /// <summary>The numbers of the phrases' words that this one is near to. The lexicon's intents share their words: one look serves them all.</summary>
    internal int[] Near(PhraseWords words)
    {
        if (_compared != words)
            (_compared, _near) = (words, words.Near(this));

        return _near;
    }
}
