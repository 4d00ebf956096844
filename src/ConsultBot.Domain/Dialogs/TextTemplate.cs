using System.Text;

namespace ConsultBot.Domain.Dialogs;

/// <summary>A text with placeholders such as <c>{place}</c>, cut once when it is read.</summary>
public sealed class TextTemplate
{
    /// <summary>Longer words in braces are plain text.</summary>
    public const int MaxNameLength = 80;

    private readonly string[] _literals;
    private readonly string[] _names;

    private TextTemplate(string source, string[] literals, string[] names)
    {
        Source = source;
        _literals = literals;
        _names = names;
    }

    public string Source { get; }

    /// <summary>Names of the placeholders in their order, repeats included.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>Reads a text; a brace without its partner is plain text.</summary>
    public static TextTemplate Parse(string source)
    {
        var literals = new List<string>();
        var names = new List<string>();
        var start = 0;
        for (var open = source.IndexOf('{', StringComparison.Ordinal); open >= 0; open = source.IndexOf('{', open + 1))
        {
            var close = source.IndexOf('}', open, Math.Min(MaxNameLength + 2, source.Length - open));
            if (close < 0)
                continue;

            var name = source[(open + 1)..close];
            if (name.Length == 0 || !name.All(IsNamePart))
                continue;

            literals.Add(source[start..open]);
            names.Add(name);
            start = close + 1;
            open = close;
        }

        literals.Add(source[start..]);
        return new TextTemplate(source, [.. literals], [.. names]);
    }

    /// <summary>Puts values in; a placeholder without a value stays as written, so that it is seen.</summary>
    public string Fill(params ReadOnlySpan<(string Name, string Value)> values)
    {
        if (_names.Length == 0)
            return Source;

        var text = new StringBuilder(_literals[0], Source.Length + 64);
        for (var i = 0; i < _names.Length; i++)
        {
            string? found = null;
            foreach (var (name, value) in values)
            {
                if (name == _names[i])
                    found = value;
            }

            text.Append(found ?? $"{{{_names[i]}}}").Append(_literals[i + 1]);
        }

        return text.ToString();
    }

    /// <summary>Puts values in by a look-up; null leaves the placeholder as written.</summary>
    public string Fill(Func<string, string?> value)
    {
        if (_names.Length == 0)
            return Source;

        var text = new StringBuilder(_literals[0], Source.Length + 64);
        for (var i = 0; i < _names.Length; i++)
            text.Append(value(_names[i]) ?? $"{{{_names[i]}}}").Append(_literals[i + 1]);

        return text.ToString();
    }

    public override string ToString() => Source;

    private static bool IsNamePart(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-';
}
