using System.Text;

namespace ConsultBot.Domain.Tests;

/// <summary>Clean rows as people really type them, from a seed; a row is one writer with one habit.</summary>
internal sealed class Noise(int seed)
{
    private const string Qwerty = "qwertyuiop[]asdfghjkl;'zxcvbnm,.2345890-=`";
    private const string Jcuken = "йцукенгшщзхъфывапролджэячсмитьбюәіңғүұқөһё";

    private static readonly string[] _rows = ["йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю", "qwertyuiop", "asdfghjkl", "zxcvbnm"];

    private static readonly Dictionary<char, string> _latin = Table(
        "а a б b в v г g д d е e з z и i к k л l м m н n о o п p р r с s т t у u ф f ы y э e ё yo ш sh щ sh ч ch ю yu я ya ц ts й i х h һ h ж j ә a ғ g қ k ң n ө o ұ u ү u і i ь - ъ -");

    private static readonly Dictionary<char, string>[] _habits =
    [
        Table(""),
        Table("ж zh х kh й y ц ts щ shch ң ng қ k"),
        Table("қ q у w ң n й y ж j х x"),
        Table("ә ä ғ ğ қ q ң ñ ө ö ұ ū ү ü ш ş ы y і ı и i й i щ ş ч ç"),
        Table("ә a' ғ g' қ q ң n' ө o' ү u' ұ u ш s' ч c' й i' и i' у y' ы y щ s'"),
    ];

    private readonly Random _random = new(seed);

    public string NoLetters(string text)
    {
        var i = "ииыi"[_random.Next(4)];
        return Map(text, c => c switch { 'ә' => "а", 'ғ' => "г", 'қ' => "к", 'ң' => "н", 'ө' => "о", 'ұ' or 'ү' => "у", 'һ' => "х", 'і' => i.ToString(), _ => null });
    }

    public string Latin(string text)
    {
        var habit = _habits[_random.Next(_habits.Length)];
        return Map(text, c => habit.GetValueOrDefault(c) ?? _latin.GetValueOrDefault(c));
    }

    /// <param name="language">The Kazakh layout has its comma on the key of 6, the Russian one above the full stop.</param>
    public static string Layout(string text, string language) =>
        Map(text, c => c == ',' ? (language == "kk" ? "6" : "?") : Jcuken.IndexOf(c, StringComparison.Ordinal) is var at and >= 0 ? Qwerty[at].ToString() : null);

    /// <summary>A slip for about every fourteen letters: a letter missing, swapped, doubled, or of a neighbouring key.</summary>
    public string Typos(string text)
    {
        var words = text.Split(' ');
        for (var slips = Math.Max(1, (int)Math.Round(text.Length / 14.0 * (0.6 + 0.6 * _random.NextDouble()))); slips > 0; slips--)
        {
            var longWords = Enumerable.Range(0, words.Length).Where(i => words[i].Length >= 4).ToList();
            if (longWords.Count == 0)
                break;

            var at = longWords[_random.Next(longWords.Count)];
            words[at] = Slip(words[at], 1 + _random.Next(words[at].Length - 2));
        }

        return string.Join(' ', words);
    }

    /// <summary>No capitals and marks, then one or two of the others.</summary>
    public string Wild(string text, string language)
    {
        text = Map(text.ToLowerInvariant(), c => char.IsLetterOrDigit(c) || c is '-' or '\'' ? null : " ");
        if (_random.Next(2) == 0)
            text = Typos(text);

        return _random.Next(4) switch
        {
            0 when language == "kk" => NoLetters(text),
            1 when language != "en" => Latin(text),
            2 when language != "en" => Layout(text, language),
            3 => $"{(language == "kk" ? "сәлем" : language == "ru" ? "здравствуйте" : "hello")} {text}",
            _ => text,
        };
    }

    private string Slip(string word, int at) => _random.Next(4) switch
    {
        0 => word.Remove(at, 1),
        1 => word[..at] + word[at + 1] + word[at] + word[(at + 2)..],
        2 => word.Insert(at, word[at].ToString()),
        _ => word[..at] + Neighbour(word[at]) + word[(at + 1)..],
    };

    private char Neighbour(char c)
    {
        var row = Array.Find(_rows, row => row.Contains(char.ToLowerInvariant(c), StringComparison.Ordinal));
        if (row is null)
            return c;

        var at = row.IndexOf(char.ToLowerInvariant(c), StringComparison.Ordinal);
        return row[at == 0 ? 1 : at == row.Length - 1 || _random.Next(2) == 0 ? at - 1 : at + 1];
    }

    private static string Map(string text, Func<char, string?> map)
    {
        var result = new StringBuilder(text.Length);
        foreach (var c in text)
            result.Append(map(char.ToLowerInvariant(c)) ?? c.ToString());

        return result.ToString();
    }

    private static Dictionary<char, string> Table(string pairs)
    {
        var cells = pairs.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var table = new Dictionary<char, string>();
        for (var i = 0; i + 1 < cells.Length; i += 2)
            table[cells[i][0]] = cells[i + 1] == "-" ? "" : cells[i + 1];

        return table;
    }
}
