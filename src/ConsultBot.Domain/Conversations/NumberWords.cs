using System.Globalization;
using ConsultBot.Domain.Answers;

namespace ConsultBot.Domain.Conversations;

/// <summary>A whole number as people type it: digits, also with spaces, a noun behind them, or a word up to ten.</summary>
internal static class NumberWords
{
    private static readonly string[][] _names =
    [
        ["нол", "ноль", "нет", "жок", "zero", "none", "no"], ["бир", "один", "одна", "one"], ["еки", "два", "две", "two"],
        ["уш", "три", "three"], ["торт", "четыре", "four"], ["бес", "пять", "five"], ["алты", "шесть", "six"],
        ["жети", "семь", "seven"], ["сегиз", "восемь", "eight"], ["тогыз", "девять", "nine"], ["он", "десять", "ten"],
    ];

    /// <summary>The number; null when the text holds none, or several.</summary>
    public static long? Read(string text)
    {
        var trimmed = text.Trim();
        var compact = trimmed.Replace(" ", "", StringComparison.Ordinal).Replace("\u00A0", "", StringComparison.Ordinal);
        if (long.TryParse(compact, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
            return whole;

        var words = TextNormaliser.Words(trimmed);
        if (words.Count is 0 or > 3)
            return null;

        long? found = null;
        foreach (var word in words)
        {
            if (One(word) is not { } number)
                continue;
            if (found is not null)
                return null;

            found = number;
        }

        return found;
    }

    private static long? One(string word)
    {
        if (long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number;

        var index = Array.FindIndex(_names, names => Array.IndexOf(names, word) >= 0);
        return index < 0 ? null : index;
    }
}
