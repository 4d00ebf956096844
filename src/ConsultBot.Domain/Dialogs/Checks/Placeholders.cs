using ConsultBot.Domain.Messages;
using ConsultBot.Domain.Problems;

namespace ConsultBot.Domain.Dialogs.Checks;

/// <summary>The three languages of a text name the same values, and nothing is glued to one: <c>placeholder-differs</c>, <c>placeholder-glued</c>.</summary>
internal static class Placeholders
{
    public static void Check(Pack pack, List<Problem> problems)
    {
        foreach (var text in pack.Data.Texts)
            Same(text.Id, text.In, text.Place, problems);
        foreach (var topic in pack.Data.Topics)
        {
            if (topic.Answer is { } answer)
                Same(topic.Id, answer.In, answer.Place, problems);
        }
    }

    private static void Same(string id, Func<Language, TextTemplate> text, Place place, List<Problem> problems)
    {
        // A language without a text was told already.
        var names = Languages.All.Select(language => string.Join(' ', text(language).Names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))).ToList();
        if (names.Where((_, at) => text(Languages.All[at]).Source.Length > 0).Distinct(StringComparer.Ordinal).Count() > 1)
        {
            problems.Add(Problem.Error(place, "placeholder-differs",
                $"'{id}' has other values in kk ({names[0]}), ru ({names[1]}) or en ({names[2]})", "Use the same names in braces in each language."));
        }

        var kazakh = text(Language.Kk).Source;
        for (var at = kazakh.IndexOf('}', StringComparison.Ordinal); at >= 0 && at + 1 < kazakh.Length; at = kazakh.IndexOf('}', at + 1))
        {
            if (char.IsLetter(kazakh[at + 1]) || kazakh[at + 1] == '-')
            {
                var glued = kazakh[Math.Max(0, kazakh.LastIndexOf('{', at))..(at + 1)];
                problems.Add(Problem.Error(place, "placeholder-glued", $"In '{id}' an ending is glued to {glued} in kk", "Let the value stand alone, after a colon."));
                break;
            }
        }
    }
}
