using System.Globalization;
using System.Text;

namespace ConsultBot.Application.Packs.Yaml;

/// <summary>Texts as YAML that people read: plain words where they are safe, quotes else, a block for several lines.</summary>
internal static class YamlText
{
    /// <summary>A word or date as it is; in quotes where YAML would read something else.</summary>
    public static string Plain(string text) =>
        text.Length > 0 && char.IsLetterOrDigit(text[0]) && text.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' or '/' or '@') && text is not ("null" or "true" or "false")
            ? text
            : Quoted(text);

    /// <summary>In double quotes, whatever it is.</summary>
    public static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"", text.Length + 16);
        foreach (var c in text)
        {
            quoted.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\t' => "\\t",
                _ when IsHidden(c) => "\\u" + ((int)c).ToString("X4", CultureInfo.InvariantCulture),
                _ => c.ToString(),
            });
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>The lines of a key with its text: one line, or a block indented by <paramref name="indent"/>.</summary>
    public static IEnumerable<string> Under(string key, string text, string indent)
    {
        var lines = text.Split('\n');
        if (lines.Length == 1 || lines[0].Length == 0 || lines[^1].Length == 0 || !Array.TrueForAll(lines, IsPlainLine))
            return [$"{key}: {Quoted(text)}"];

        return lines.Select(line => line.Length == 0 ? "" : indent + line).Prepend($"{key}: |");
    }

    private static bool IsPlainLine(string line) =>
        line.Length == 0 || (!char.IsWhiteSpace(line[0]) && !char.IsWhiteSpace(line[^1]) && !line.Any(IsHidden));

    // What cannot be seen, or ends a line for YAML alone.
    private static bool IsHidden(char c) => char.IsControl(c) || c is '\u2028' or '\u2029' or '\uFEFF';
}
