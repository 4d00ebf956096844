using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace ConsultBot.Channels.Telegram;

/// <summary>Makes text from outside fit for a database: no NUL, no half of a letter.</summary>
internal static class TelegramText
{
    private const int EscapeLength = 6;

    private static readonly SearchValues<char> _suspects =
        SearchValues.Create([.. Enumerable.Range(0xD800, 0x800).Select(code => (char)code), '\0']);

    // Bytes that are no UTF-8 vanish, as lone surrogates do.
    private static readonly Encoding _forgiving =
        Encoding.GetEncoding("utf-8", EncoderFallback.ReplacementFallback, new DecoderReplacementFallback(""));

    /// <summary>The text without NUL and lone surrogates; the same instance when there are none.</summary>
    public static string Clean(string text)
    {
        var first = text.AsSpan().IndexOfAny(_suspects);
        if (first < 0)
            return text;

        var clean = new StringBuilder(text.Length).Append(text, 0, first);
        for (var i = first; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                clean.Append(text[i]).Append(text[++i]);
            else if (text[i] != '\0' && !char.IsSurrogate(text[i]))
                clean.Append(text[i]);
        }

        return clean.Length == text.Length ? text : clean.ToString();
    }

    /// <summary>
    /// The JSON without escapes of lone surrogates and without bytes that are no UTF-8: with them no parser takes the
    /// text, though the message is sensible. Null when there is nothing to mend.
    /// </summary>
    public static byte[]? Mend(ReadOnlySpan<byte> json)
    {
        var valid = Utf8.IsValid(json);
        if (!valid)
            json = Encoding.UTF8.GetBytes(_forgiving.GetString(json));

        var mended = new byte[json.Length];
        var length = 0;
        var i = 0;
        while (i < json.Length)
        {
            var take = 1;
            var keep = true;
            if (json[i] == '\\' && i + 1 < json.Length)
                (take, keep) = Escape(json[i..]);

            if (keep)
            {
                json.Slice(i, take).CopyTo(mended.AsSpan(length));
                length += take;
            }

            i += take;
        }

        return valid && length == json.Length ? null : mended[..length];
    }

    /// <summary>How long the escape at the start is, and whether it means a whole letter.</summary>
    private static (int Take, bool Keep) Escape(ReadOnlySpan<byte> at)
    {
        if (CodeUnit(at) is not { } unit)
            return (2, true);

        if (char.IsHighSurrogate(unit) && CodeUnit(at[EscapeLength..]) is { } next && char.IsLowSurrogate(next))
            return (2 * EscapeLength, true);

        return (EscapeLength, !char.IsSurrogate(unit));
    }

    private static char? CodeUnit(ReadOnlySpan<byte> at) =>
        at.Length >= EscapeLength && at[0] == '\\' && at[1] == 'u'
        && ushort.TryParse(at[2..EscapeLength], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? (char)unit
            : null;
}
