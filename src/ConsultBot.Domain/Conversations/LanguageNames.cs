using ConsultBot.Domain.Answers;
using ConsultBot.Domain.Messages;

namespace ConsultBot.Domain.Conversations;

/// <summary>Names of the languages inside a wish to change it: "на казахском", "in English".</summary>
internal static class LanguageNames
{
    private static readonly (Language Language, string[] Stems)[] _stems =
    [
        (Language.Kk, Stems("казакш казак казах")),
        (Language.Ru, Stems("орысш орыс русск russian")),
        (Language.En, Stems("агылшын англий english inglish")),
    ];

    public static Language? Named(TypedText text)
    {
        foreach (var (language, stems) in _stems)
        {
            if (text.Readings.Any(reading => Array.Exists(reading.Words, word => Array.Exists(stems, stem => word.Text.StartsWith(stem, StringComparison.Ordinal)))))
                return language;
        }

        return null;
    }

    private static string[] Stems(string words) => [.. TypedText.Read(words).Words.Select(word => word.Text)];
}
