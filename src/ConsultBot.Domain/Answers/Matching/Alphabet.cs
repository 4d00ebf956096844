namespace ConsultBot.Domain.Answers.Matching;

/// <summary>What each letter sounds like in the coarse alphabet: <c>w</c> is ш, <c>c</c> is ч, <c>j</c> is ж, one <c>i</c> for и й ы і y.</summary>
internal static class Alphabet
{
    private const int First = 0x80;

    private static readonly (string Letters, string Sound)[] _sounds =
    [
        ("аәäáàâå", "a"), ("б", "b"), ("в", "v"), ("гғğǵґ", "g"), ("д", "d"), ("еэёєéèëê", "e"), ("ж", "j"), ("з", "z"),
        ("ийыіїíîïıİ", "i"), ("кқ", "k"), ("л", "l"), ("м", "m"), ("нңñń", "n"), ("оөöóô", "o"), ("п", "p"), ("р", "r"),
        ("с", "s"), ("т", "t"), ("уұүüūúûýў", "u"), ("ф", "f"), ("хһ", "h"), ("ц", "ts"), ("чç", "c"), ("шщş", "w"),
        ("ю", "iu"), ("я", "ia"), ("ъь", ""),
    ];

    private static readonly string[] _coarse = Table();
    private static readonly char[] _lookAlikes = LookAlikes();

    /// <summary>The sound of a letter beyond ASCII; itself in lower case when the alphabet has none.</summary>
    public static string Coarse(char c) => c - First < _coarse.Length ? _coarse[c - First] : char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c).ToString() : "";

    /// <summary>A Latin letter inside a Cyrillic word is the Cyrillic one that looks so.</summary>
    public static char LookAlike(char c) => _lookAlikes[c];

    /// <summary>The sound of a Latin letter before another one, and how many further letters it takes.</summary>
    public static (char Sound, int Taken) Pair(char c, char next) => (c, next) switch
    {
        ('z', 'h') => ('j', 1),
        ('k', 'h') => ('h', 1),
        ('g', 'h') => ('g', 1),
        ('n', 'g') => ('n', 1),
        ('c', 'h') => ('c', 1),
        ('y', 'o') => ('e', 1),
        ('y', 'e') => ('e', 1),
        ('s', '\'' or '’' or 'ʼ') => ('w', 1),
        ('y', '\'' or '’' or 'ʼ') => ('u', 1),
        (_, _) => (Single(c), 0),
    };

    private static char Single(char c) => c switch
    {
        'y' => 'i',
        'q' => 'k',
        'w' => 'u',
        'x' => 'h',
        >= 'a' and <= 'z' or >= '0' and <= '9' => c,
        _ => '\0',
    };

    private static char[] LookAlikes()
    {
        const string Latin = "abcehkmoptuxyi";
        const string Meant = "avsenkmortuhui";
        var table = new char[128];
        for (var c = '\0'; c < table.Length; c++)
        {
            var at = Latin.IndexOf(c, StringComparison.Ordinal);
            table[c] = at >= 0 ? Meant[at] : Single(c);
        }

        return table;
    }

    private static string[] Table()
    {
        const int End = 0x530;
        var table = new string[End - First];
        for (var c = First; c < End; c++)
            table[c - First] = char.IsLetterOrDigit((char)c) ? char.ToLowerInvariant((char)c).ToString() : "";

        foreach (var (letters, sound) in _sounds)
        {
            foreach (var letter in letters)
            {
                table[letter - First] = sound;
                table[char.ToUpperInvariant(letter) - First] = sound;
            }
        }

        return table;
    }
}
