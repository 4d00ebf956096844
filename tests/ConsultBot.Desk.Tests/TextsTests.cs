using System.Text.RegularExpressions;
using ConsultBot.Desk.Web;
using ConsultBot.Domain.Messages;

namespace ConsultBot.Desk.Tests;

public sealed class TextsTests
{
    [Fact]
    public void Every_language_has_the_same_keys()
    {
        var kazakh = Texts.In(Language.Kk).Keys.Order(StringComparer.Ordinal).ToArray();

        Assert.All(Languages.All, language => Assert.Equal(kazakh, Texts.In(language).Keys.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void A_text_has_the_same_variables_in_every_language() =>
        Assert.All(Texts.In(Language.Kk).Keys, key => Assert.All(
            Languages.All, language => Assert.Equal(Variables(Texts.In(Language.Kk)[key]), Variables(Texts.In(language)[key]))));

    [Fact]
    public void Every_key_that_a_page_names_exists()
    {
        var named = Sources().SelectMany(file => Regex.Matches(
                File.ReadAllText(file), """(?:\bT\[|texts\[|T\.With\(|Offered\()"(?<key>[A-Za-z.]+)""", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)))
            .Select(match => match.Groups["key"].Value).Distinct().ToArray();

        Assert.True(named.Length > 100, $"Only {named.Length} keys were found: the search is broken.");
        Assert.All(named, key => Assert.True(Texts.In(Language.Kk).Has(key), key));
    }

    [Theory]
    [InlineData(Language.Kk)]
    [InlineData(Language.Ru)]
    public void No_latin_letter_stands_inside_a_cyrillic_word(Language language) =>
        Assert.All(Texts.In(language).Keys, key => Assert.DoesNotMatch(@"\p{IsCyrillic}[A-Za-z]|[A-Za-z]\p{IsCyrillic}", Texts.In(language)[key]));

    [Fact]
    public void No_ending_follows_a_variable() =>
        Assert.All(Languages.All, language => Assert.All(
            Texts.In(language).Keys, key => Assert.DoesNotMatch(@"\}-?\p{L}", Texts.In(language)[key])));

    [Fact]
    public void An_unknown_key_is_an_error() =>
        Assert.Throws<KeyNotFoundException>(() => Texts.In(Language.Kk)["no.such.text"]);

    private static string[] Variables(string text) =>
        [.. Regex.Matches(text, @"\{\w+\}", RegexOptions.None, TimeSpan.FromSeconds(1)).Select(match => match.Value).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Sources()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ConsultBot.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("ConsultBot.sln is in no folder above the tests.");
        }

        return Directory.EnumerateFiles(Path.Combine(folder.FullName, "src", "ConsultBot.Desk"), "*.*", SearchOption.AllDirectories)
            .Where(file => (file.EndsWith(".razor", StringComparison.Ordinal) || file.EndsWith(".cs", StringComparison.Ordinal))
                && !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));
    }
}
