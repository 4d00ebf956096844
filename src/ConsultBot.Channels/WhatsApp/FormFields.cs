using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;

namespace ConsultBot.Channels.WhatsApp;

/// <summary>
/// The fields of a form body in their order, as UTF-8. Not the framework's collection: its names ignore case and it joins
/// repeats, so that signatures over them fail.
/// </summary>
internal sealed class FormFields
{
    private readonly byte[] _bytes;
    private readonly List<Field> _fields = new(24);

    private FormFields(int size) => _bytes = new byte[size];

    /// <summary>Bytes of all names and values, at most.</summary>
    public int Size => _bytes.Length;

    /// <summary>The first value of a name; null when the name is not there.</summary>
    public string? this[string name]
    {
        get
        {
            Span<byte> wanted = stackalloc byte[64];
            var length = Encoding.UTF8.GetBytes(name, wanted);
            foreach (var field in _fields)
            {
                if (Name(field).SequenceEqual(wanted[..length]))
                    return Encoding.UTF8.GetString(Value(field));
            }

            return null;
        }
    }

    /// <summary>Reads <c>name=value&amp;…</c>; what is no form at all is one name without a value.</summary>
    public static FormFields Parse(ReadOnlySpan<byte> body)
    {
        var form = new FormFields(body.Length);
        var at = 0;
        var whole = true;
        while (!body.IsEmpty)
        {
            var end = body.IndexOf((byte)'&');
            var pair = end < 0 ? body : body[..end];
            body = end < 0 ? default : body[(end + 1)..];
            if (pair.IsEmpty)
                continue;

            var equals = pair.IndexOf((byte)'=');
            var start = at;
            at += Decode(equals < 0 ? pair : pair[..equals], form._bytes.AsSpan(at));
            var middle = at;
            if (equals >= 0)
                at += Decode(pair[(equals + 1)..], form._bytes.AsSpan(at));

            whole &= Utf8.IsValid(form._bytes.AsSpan(start, at - start));
            form._fields.Add(new Field(start, middle - start, middle, at - middle));
        }

        return whole ? form : form.Mended();
    }

    /// <summary>
    /// What is signed: the fields sorted by name, each name followed by its value; of a repeated name its distinct values
    /// in order, each behind the name.
    /// </summary>
    /// <param name="output">At least <see cref="Size"/> bytes.</param>
    /// <returns>Bytes written.</returns>
    public int WriteSigned(Span<byte> output)
    {
        var length = 0;
        var sorted = _fields.ToArray();
        Array.Sort(sorted, Compare);
        for (var i = 0; i < sorted.Length; i++)
        {
            if (i > 0 && Compare(sorted[i - 1], sorted[i]) == 0)
                continue;

            Name(sorted[i]).CopyTo(output[length..]);
            length += sorted[i].NameLength;
            Value(sorted[i]).CopyTo(output[length..]);
            length += sorted[i].ValueLength;
        }

        return length;
    }

    private static int Decode(ReadOnlySpan<byte> text, Span<byte> into)
    {
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var letter = text[i];
            if (letter == '+')
            {
                letter = (byte)' ';
            }
            else if (letter == '%' && i + 2 < text.Length && Digit(text[i + 1]) is var high and >= 0 && Digit(text[i + 2]) is var low and >= 0)
            {
                letter = (byte)((high << 4) | low);
                i += 2;
            }

            into[length++] = letter;
        }

        return length;
    }

    private static int Digit(byte letter) => letter switch
    {
        >= (byte)'0' and <= (byte)'9' => letter - '0',
        >= (byte)'a' and <= (byte)'f' => letter - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => letter - 'A' + 10,
        _ => -1,
    };

    // Bytes that are no UTF-8 count as the signer reads them: as U+FFFD.
    private FormFields Mended()
    {
        var texts = _fields.ConvertAll(field => (
            Name: Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Name(field))), Value: Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Value(field)))));
        var form = new FormFields(texts.Sum(text => text.Name.Length + text.Value.Length));
        var at = 0;
        foreach (var (name, value) in texts)
        {
            name.CopyTo(form._bytes, at);
            value.CopyTo(form._bytes, at + name.Length);
            form._fields.Add(new Field(at, name.Length, at + name.Length, value.Length));
            at += name.Length + value.Length;
        }

        return form;
    }

    private int Compare(Field one, Field other) =>
        CompareUnits(Name(one), Name(other)) is var names and not 0 ? names : CompareUnits(Value(one), Value(other));

    // The order of UTF-16 code units. It is the order of UTF-8 bytes, but that letters of four bytes, pairs of D800 to DFFF
    // in UTF-16, stand before those that begin with EE or EF.
    private static int CompareUnits(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        var same = one.CommonPrefixLength(other);
        if (same == one.Length || same == other.Length)
            return one.Length.CompareTo(other.Length);

        var (a, b) = (one[same], other[same]);
        return a >= 0xEE && b >= 0xEE && (a >= 0xF0) != (b >= 0xF0) ? b.CompareTo(a) : a.CompareTo(b);
    }

    private ReadOnlySpan<byte> Name(Field field) => _bytes.AsSpan(field.NameAt, field.NameLength);

    private ReadOnlySpan<byte> Value(Field field) => _bytes.AsSpan(field.ValueAt, field.ValueLength);

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Field(int NameAt, int NameLength, int ValueAt, int ValueLength);
}
