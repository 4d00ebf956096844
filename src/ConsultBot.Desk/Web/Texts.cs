using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using ConsultBot.Domain.Messages;

namespace ConsultBot.Desk.Web;

/// <summary>The words of the screens in one language.</summary>
public sealed class Texts
{
    private static readonly FrozenDictionary<Language, Texts> _all = Languages.All.ToFrozenDictionary(language => language, Load);

    private readonly FrozenDictionary<string, string> _words;

    private Texts(FrozenDictionary<string, string> words) => _words = words;

    public IEnumerable<string> Keys => _words.Keys;

    /// <exception cref="KeyNotFoundException">No text has this key: a fault of the page.</exception>
    public string this[string key] =>
        _words.TryGetValue(key, out var text) ? text : throw new KeyNotFoundException($"The screens have no text {key}.");

    public static Texts In(Language language) => _all[language];

    public bool Has(string key) => _words.ContainsKey(key);

    /// <summary>A text with its variables filled in.</summary>
    public string With(string key, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        var text = this[key];
        foreach (var (name, value) in values)
        {
            text = text.Replace($"{{{name}}}", Convert.ToString(value, CultureInfo.InvariantCulture), StringComparison.Ordinal);
        }

        return text;
    }

    private static Texts Load(Language language)
    {
        using var stream = typeof(Texts).Assembly.GetManifestResourceStream($"texts/{language.Code()}.json")
            ?? throw new InvalidOperationException($"The texts of {language.Code()} are not in the assembly.");
        var words = JsonSerializer.Deserialize<Dictionary<string, string>>(stream)
            ?? throw new InvalidOperationException($"The texts of {language.Code()} are empty.");
        return new Texts(words.ToFrozenDictionary(StringComparer.Ordinal));
    }
}
