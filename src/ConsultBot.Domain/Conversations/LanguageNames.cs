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

    public static Language? Named(PhraseSet.Word[][] readings)
    {
        foreach (var (language, stems) in _stems)
        {
            if (Array.Exists(readings, words => Array.Exists(words, word => Array.Exists(stems, stem => word.Text.StartsWith(stem, StringComparison.Ordinal)))))
                return language;
        }

        return null;
    }

    private static string[] Stems(string words) => [.. PhraseSet.Readings(words)[0].Select(word => word.Text)];
}
