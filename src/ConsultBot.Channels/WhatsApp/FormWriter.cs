using System.Text;

namespace ConsultBot.Channels.WhatsApp;

/// <summary>Writes <c>name=value&amp;…</c> into a buffer that is used again.</summary>
internal sealed class FormWriter
{
    private const int FirstSize = 4 * 1024;

    private byte[] _bytes = new byte[FirstSize];
    private int _length;

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _length);

    public bool IsLarge => _bytes.Length > 16 * FirstSize;

    public FormWriter Clear()
    {
        _length = 0;
        return this;
    }

    /// <param name="name">Needs no escape.</param>
    public FormWriter Add(string name, string value)
    {
        // Each UTF-16 unit is three bytes at most, each byte three letters.
        Reserve(name.Length + 2 + 9 * value.Length);
        if (_length > 0)
            _bytes[_length++] = (byte)'&';

        _length += Encoding.ASCII.GetBytes(name, _bytes.AsSpan(_length));
        _bytes[_length++] = (byte)'=';
        Span<byte> utf8 = stackalloc byte[4];
        foreach (var rune in value.EnumerateRunes())
        {
            if (rune.IsAscii)
            {
                Escape((byte)rune.Value);
                continue;
            }

            foreach (var part in utf8[..rune.EncodeToUtf8(utf8)])
                Percent(part);
        }

        return this;
    }

    private void Escape(byte letter)
    {
        if (char.IsAsciiLetterOrDigit((char)letter) || letter is (byte)'-' or (byte)'_' or (byte)'.')
            _bytes[_length++] = letter;
        else if (letter == ' ')
            _bytes[_length++] = (byte)'+';
        else
            Percent(letter);
    }

    private void Percent(byte part)
    {
        _bytes[_length++] = (byte)'%';
        _bytes[_length++] = "0123456789ABCDEF"u8[part >> 4];
        _bytes[_length++] = "0123456789ABCDEF"u8[part & 15];
    }

    private void Reserve(int more)
    {
        if (_bytes.Length - _length < more)
            Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, _length + more));
    }
}
