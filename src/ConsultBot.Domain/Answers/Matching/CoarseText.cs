using System.Runtime.CompilerServices;
using System.Text;

namespace ConsultBot.Domain.Answers.Matching;

/// <summary>
/// A message in one coarse Latin alphabet, where Kazakh with and without its letters, in Cyrillic and in each Latin habit,
/// comes out alike. For matching only. A buffer to fill again and again: <c>" word word "</c>.
/// </summary>
internal sealed class CoarseText
{
    /// <summary>Characters looked at; what follows is cut.</summary>
    public const int MaxLength = 1000;

    public const int MaxWords = 200;

    private readonly char[] _chars = new char[2 * MaxLength + 2 * MaxWords + 8];
    private readonly int[] _starts = new int[MaxWords + 1];
    private readonly ulong[] _spellings = new ulong[MaxWords];
    private readonly bool[] _mended = new bool[MaxWords];
    private readonly int[] _typed = new int[MaxWords];
    private bool _keepDoubled;
    private int _length;

    public int WordCount { get; private set; }

    /// <summary>All words, each between two spaces.</summary>
    public ReadOnlySpan<char> Chars => _chars.AsSpan(0, _length);

    /// <summary>Start of a word within <see cref="Chars"/>; the end is the next start less the space.</summary>
    public int Start(int word) => _starts[word];

    public int End(int word) => _starts[word + 1] - 1;

    public ReadOnlySpan<char> Word(int word) => _chars.AsSpan(_starts[word], End(word) - _starts[word]);

    /// <summary>A hash of a Latin word as spelt, where the coarse alphabet changes it; else 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ulong Spelling(int word) => _spellings[word];

    /// <summary>Whether the word was misspelt and is a known one now.</summary>
    public bool IsMended(int word) => _mended[word];

    /// <summary>Letters that were typed for the word.</summary>
    public int Typed(int word) => _typed[word];

    /// <summary>Reads what was typed, through a keyboard layout.</summary>
    /// <param name="keepDoubled">For comparing words letter by letter, where collapsing would hide one slip behind another.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Read(string text, KeyboardLayout layout, bool keepDoubled = false)
    {
        _keepDoubled = keepDoubled;
        text = Composed(text);
        _chars[0] = ' ';
        _length = 1;
        WordCount = 0;
        var end = Math.Min(text.Length, MaxLength);
        for (var at = 0; at < end && WordCount < MaxWords;)
        {
            while (at < end && !IsLetter(text, at, layout))
                at++;

            var from = at;
            var cyrillic = false;
            while (at < end && IsLetter(text, at, layout))
            {
                var c = layout.Letter(text, at);
                cyrillic |= c is >= '\u0400' and <= '\u04ff';
                at++;
            }

            if (at > from)
                Append(text, from, at, cyrillic, layout);
        }

        _starts[WordCount] = _length;
        JoinSpelledOut();
    }

    /// <summary>Puts a known word in the place of a misspelt one.</summary>
    public void Mend(int word, string known)
    {
        var (start, end) = (_starts[word], End(word));
        var longer = known.Length - (end - start);
        if (_length + longer > _chars.Length)
            return;

        _chars.AsSpan(end, _length - end).CopyTo(_chars.AsSpan(end + longer));
        known.CopyTo(_chars.AsSpan(start));
        for (var later = word + 1; later <= WordCount; later++)
            _starts[later] += longer;

        _length += longer;
        _mended[word] = true;
        _spellings[word] = 0;
    }

    private static string Composed(string text)
    {
        if (text.Length > MaxLength)
            text = text[..MaxLength];

        var accents = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]))
            {
                // Half a character cannot be composed, and no letter that people ask with is a pair.
                if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                    return text;

                i++;
            }

            accents |= text[i] is >= '\u0300' and <= '\u036f';
        }

        return accents ? text.Normalize(NormalizationForm.FormC) : text;
    }

    private static bool IsLetter(string text, int at, KeyboardLayout layout)
    {
        var c = layout.Letter(text, at);
        if (char.IsLetterOrDigit(c))
            return true;

        // Soft hyphens, zero-width marks, accents and apostrophes do not end a word.
        return c is '\'' or '’' or 'ʼ' or '`' or '\u00ad' or '\ufeff' or (>= '\u0300' and <= '\u036f') or (>= '\u200b' and <= '\u200f');
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Append(string text, int from, int to, bool cyrillic, KeyboardLayout layout)
    {
        var start = _length;
        for (var i = from; i < to; i++)
        {
            var c = layout.Letter(text, i);
            if (c < 128)
            {
                c = char.ToLowerInvariant(c);
                if (cyrillic)
                    Put(Alphabet.LookAlike(c));
                else
                    i += Latin(c, text, i, to, layout);
            }
            else
            {
                var letters = Alphabet.Coarse(c);
                foreach (var letter in letters)
                    Put(letter);
            }
        }

        if (_length == start)
            return;

        _spellings[WordCount] = cyrillic ? 0 : Spelling(text, from, to, layout, start);
        _mended[WordCount] = false;
        _typed[WordCount] = to - from;
        _starts[WordCount++] = start;
        _chars[_length++] = ' ';
    }

    private ulong Spelling(string text, int from, int to, KeyboardLayout layout, int start)
    {
        var hash = 17UL;
        var same = to - from == _length - start;
        for (var i = from; i < to; i++)
        {
            var c = char.ToLowerInvariant(layout.Letter(text, i));
            if (!char.IsAsciiLetterOrDigit(c))
                continue;

            same = same && _chars[start + i - from] == c;
            hash = (hash ^ c) * 0x9E3779B97F4A7C15;
            hash ^= hash >> 29;
        }

        return same ? 0 : hash;
    }

    // Returns how many further letters belong to the same sound.
    private int Latin(char c, string text, int at, int to, KeyboardLayout layout)
    {
        var next = at + 1 < to ? char.ToLowerInvariant(layout.Letter(text, at + 1)) : '\0';
        if (c == 's' && next == 'h')
        {
            var shch = at + 3 < to && char.ToLowerInvariant(layout.Letter(text, at + 2)) == 'c' && char.ToLowerInvariant(layout.Letter(text, at + 3)) == 'h';
            Put('w');
            return shch ? 3 : 1;
        }

        var (sound, taken) = Alphabet.Pair(c, next);
        Put(sound);
        return taken;
    }

    // A doubled letter, meant or slipped, counts once; digits do not.
    private void Put(char c)
    {
        if (c == '\0' || (_chars[_length - 1] == c && !char.IsAsciiDigit(c) && (!_keepDoubled || c == 'i' || _chars[_length - 2] == c)))
            return;

        _chars[_length++] = c;
    }

    // "о п е р а т о р" is one word, also among others.
    private void JoinSpelledOut()
    {
        const int Least = 4;
        for (var first = 0; first + Least <= WordCount; first++)
        {
            var next = first;
            while (next < WordCount && IsLetterAlone(next))
                next++;

            if (next - first >= Least)
                Join(first, next);
        }
    }

    private bool IsLetterAlone(int word) => End(word) - Start(word) == 1 && !char.IsAsciiDigit(_chars[Start(word)]);

    private void Join(int first, int next)
    {
        var to = _starts[first] + 1;
        for (var word = first + 1; word < next; word++)
            _chars[to++] = _chars[_starts[word]];

        var shorter = _starts[next] - 1 - to;
        _chars.AsSpan(_starts[next] - 1, _length - _starts[next] + 1).CopyTo(_chars.AsSpan(to));
        for (var word = next; word <= WordCount; word++)
        {
            _starts[word - next + first + 1] = _starts[word] - shorter;
            if (word < WordCount)
                Move(word, word - next + first + 1);
        }

        _length -= shorter;
        _typed[first] = next - first;
        WordCount -= next - first - 1;
    }

    private void Move(int from, int to)
    {
        _spellings[to] = _spellings[from];
        _mended[to] = _mended[from];
        _typed[to] = _typed[from];
    }
}
