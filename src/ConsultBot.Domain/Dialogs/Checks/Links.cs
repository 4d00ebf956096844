using ConsultBot.Domain.Messages;
using ConsultBot.Domain.Problems;

namespace ConsultBot.Domain.Dialogs.Checks;

/// <summary>A link can be opened as it stands: <c>link-form</c>.</summary>
internal static class Links
{
    public static void Check(Pack pack, List<Problem> problems)
    {
        foreach (var fact in pack.Data.Facts.Where(fact => fact.Unit == FactUnit.Url))
            Form(fact.Id, fact.Value, fact.Place, problems);
        foreach (var text in pack.Data.Texts)
            Words(text.Id, text.In, text.Place, problems);
        foreach (var topic in pack.Data.Topics)
        {
            if (topic.Answer is { } answer)
                Words(topic.Id, answer.In, answer.Place, problems);
        }
    }

    private static void Words(string id, Func<Language, TextTemplate> text, Place place, List<Problem> problems)
    {
        var words = Languages.All.SelectMany(language => text(language).Source.Split([' ', '\n', '\u00A0'])).Select(word => word.Trim('.', ',', ';', ':', '!', '?', '(', ')', '«', '»', '"'));
        foreach (var link in words.Where(IsLink).Distinct(StringComparer.Ordinal))
            Form(id, link, place, problems);
    }

    // A slip in the scheme is a link as well: people would press it in vain.
    private static bool IsLink(string word) =>
        word.Contains("://", StringComparison.Ordinal) || word.StartsWith("www.", StringComparison.OrdinalIgnoreCase)
        || word.StartsWith("http:", StringComparison.OrdinalIgnoreCase) || word.StartsWith("https:", StringComparison.OrdinalIgnoreCase);

    private static void Form(string id, string link, Place place, List<Problem> problems)
    {
        if (link.Contains('{', StringComparison.Ordinal) || (Uri.TryCreate(link, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps && uri.Host.Contains('.', StringComparison.Ordinal)))
            return;

        problems.Add(Problem.Error(place, "link-form", $"'{id}' has the link {link}", "Write it whole, as https://egov.kz/page."));
    }
}
