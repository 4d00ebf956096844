using System.Globalization;
using ConsultBot.Domain.Answers;

namespace ConsultBot.Domain.Conversations;

/// <summary>A typed choice: by number, number word, label, part of the label, misspelt; on a Kazakh keyboard by the unshifted digit keys.</summary>
internal static class ChoiceReader
{
    private static readonly string[][] _numbers =
    [
        ["1", "бир", "бирінші", "биринши", "один", "первый", "первое", "первая", "one", "first", "\""],
        ["2", "еки", "екинши", "два", "второй", "второе", "вторая", "two", "second", "а"],
        ["3", "уш", "ушинши", "три", "третий", "третье", "третья", "three", "third", "и"],
        ["4", "торт", "тортинши", "четыре", "четвертый", "четвертое", "четвертая", "four", "fourth", "н"],
        ["5", "бес", "бесинши", "пять", "пятый", "пятое", "пятая", "five", "fifth", "г"],
        ["6", "алты", "алтыншы", "шесть", "шестой", "шестое", "шестая", "six", "sixth", ","],
        ["7", "жети", "жетинши", "семь", "седьмой", "седьмое", "седьмая", "seven", "seventh", "."],
    ];

    // The unshifted keys 2–5 of the Kazakh layout, before folding makes other letters of them.
    private const string KazakhDigits = "\"әіңғ,.";

    /// <summary>The value of the offered button that the text means; null when it means none.</summary>
    public static string? Read(TurnDraft draft, string text)
    {
        if (draft.State.Choices is not { Buttons.Count: > 0 } choices)
            return null;

        if (Number(text) is { } number)
            return number <= choices.Buttons.Count ? choices.Buttons[number - 1].Value : null;

        var read = draft.Read(text);
        if (new PhraseSet(choices.Buttons.Select(button => button.Label)).Whole(read) is { } whole)
            return choices.Buttons[whole].Value;

        var parts = choices.Buttons.Where(button => read.Readings.Any(reading => IsPart(reading.Words, button.Label))).ToList();
        return parts.Count == 1 ? parts[0].Value : null;
    }

    /// <summary>The number from 1 to 7 that the whole text means; null for anything else.</summary>
    public static int? Number(string text)
    {
        var trimmed = text.Trim();
        if (trimmed.Length == 1 && KazakhDigits.IndexOf(char.ToLowerInvariant(trimmed[0]), StringComparison.Ordinal) is var at and >= 0)
            return at + 1;

        if (int.TryParse(trimmed.TrimEnd('.', ')'), NumberStyles.None, CultureInfo.InvariantCulture, out var digits))
            return digits is >= 1 and <= 99 ? digits : null;

        var words = TextNormaliser.Words(trimmed);
        if (words.Count != 1 || words[0].Length < 2)
            return null;

        var index = Array.FindIndex(_numbers, names => Array.IndexOf(names, words[0]) >= 0);
        return index < 0 ? null : index + 1;
    }

    // At least four letters of a label's word, so that "паспорт" finds "Паспорт РК" and "и" nothing.
    private static bool IsPart(TypedWord[] words, string label)
    {
        const int Least = 4;
        if (words.Length is 0 or > 3)
            return false;

        var wanted = TypedText.Read(label).Words;
        return Array.TrueForAll(words, word => word.Text.Length >= Least && Array.Exists(wanted, part => word.IsNear(part)));
    }
}
