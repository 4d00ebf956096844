using System.Text.RegularExpressions;
using ConsultBot.Domain.Messages;
using ConsultBot.Domain.Problems;

namespace ConsultBot.Domain.Dialogs.Checks;

/// <summary>
/// Languages do not drift apart in numbers: <c>number-differs</c>. An answer types no sum, term or date of its own, since
/// those are facts: <c>number-typed</c>.
/// </summary>
internal static partial class Numbers
{
    // Milliseconds. The patterns read a text once from left to right: no text comes near.
    private const int Patience = 10_000;

    public static void Check(Pack pack, List<Problem> problems)
    {
        foreach (var text in pack.Data.Texts)
            Differ(text.Id, text.In, text.Place, problems);
        foreach (var topic in pack.Data.Topics)
        {
            if (topic.Answer is not { } answer)
                continue;

            Differ(topic.Id, answer.In, answer.Place, problems);
            var typed = Values(answer.Kk.Source).FirstOrDefault(number => number.Length > 1);
            if (typed is not null)
                problems.Add(Problem.Warning(answer.Place, "number-typed", $"The answer of '{topic.Id}' types the number {typed}", "Make it a fact with source and dates, and name it in braces."));
        }
    }

    private static void Differ(string id, Func<Language, TextTemplate> text, Place place, List<Problem> problems)
    {
        var said = Languages.All.Select(language => string.Join(' ', Values(text(language).Source).Order(StringComparer.Ordinal))).ToList();
        if (said.Distinct(StringComparer.Ordinal).Count() > 1)
        {
            problems.Add(Problem.Error(place, "number-differs",
                $"'{id}' has other numbers in kk ({said[0]}), ru ({said[1]}) or en ({said[2]})", "Write the same numbers in each language, or a fact in braces."));
        }
    }

    // Braces, and the numbers of steps at the beginning of a line, are no values.
    private static IEnumerable<string> Values(string text) =>
        Digits().Matches(Steps().Replace(Braces().Replace(text, ""), "")).Select(match => match.Value);

    [GeneratedRegex(@"\{[^{}]*\}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: Patience)]
    private static partial Regex Braces();

    [GeneratedRegex(@"^[ \t]*\d+[.)]", RegexOptions.CultureInvariant | RegexOptions.Multiline, matchTimeoutMilliseconds: Patience)]
    private static partial Regex Steps();

    [GeneratedRegex(@"\d+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: Patience)]
    private static partial Regex Digits();
}
