namespace ConsultBot.Domain.Answers.Matching;

/// <summary>How keys are read: as typed, or as if the keyboard had stood on the other layout.</summary>
internal sealed class KeyboardLayout
{
    // The Kazakh standard layout keeps its nine letters and two marks on the digit row.
    private const string Keys = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`{}:\"<>~6723458-90=@#$%*_()+";
    private const string Letters = "йцукенгшщзхъфывапролджэячсмитьбюёхъжэбюё,.әіңғүөұқһәіңғүөұқһ";

    private readonly char[]? _map;

    private KeyboardLayout(char[]? map) => _map = map;

    /// <summary>As typed.</summary>
    public static KeyboardLayout Typed { get; } = new(null);

    /// <summary>Meant in Cyrillic, typed in Latin: <c>jgthfnjh</c> is оператор.</summary>
    public static KeyboardLayout Cyrillic { get; } = new(Map(Keys, Letters));

    /// <summary>The same without the Kazakh letters of the digit row, where a hyphen is a hyphen.</summary>
    public static KeyboardLayout Russian { get; } = new(Map(Keys[..42], Letters[..42]));

    /// <summary>Meant in Latin, typed in Cyrillic: <c>рудз</c> is help.</summary>
    public static KeyboardLayout Latin { get; } = new(Map(Letters[..32], Keys[..32]));

    /// <summary>The layout that the text may have been meant for, besides the one it was typed on.</summary>
    public static KeyboardLayout Other(string text)
    {
        foreach (var c in text)
        {
            if (c is >= '\u0400' and <= '\u04ff')
                return Latin;
        }

        return Cyrillic;
    }

    /// <summary>The letter meant at a place; digits among digits stay digits.</summary>
    public char Letter(string text, int at)
    {
        var c = text[at];
        if (_map is null)
            return c;

        if (c is >= '0' and <= '9' or '-' && !BesideLetter(text, at))
            return c;

        var lower = char.ToLowerInvariant(c);
        return lower < _map.Length && _map[lower] != '\0' ? _map[lower] : c;
    }

    private static bool BesideLetter(string text, int at)
    {
        for (var left = at - 1; left >= 0 && text[left] != ' '; left--)
        {
            if (char.IsLetter(text[left]))
                return true;
        }

        for (var right = at + 1; right < text.Length && text[right] != ' '; right++)
        {
            if (char.IsLetter(text[right]))
                return true;
        }

        return false;
    }

    private static char[] Map(string from, string to)
    {
        var map = new char[from.Max() + 1];
        for (var i = 0; i < from.Length; i++)
            map[from[i]] = to[i];

        return map;
    }
}
