using System.Globalization;
using ConsultBot.Domain.Answers;
using ConsultBot.Domain.Dialogs;
using ConsultBot.Domain.Messages;

namespace ConsultBot.Domain.Conversations;

/// <summary>A day as people type it: 25.03.2026, 25/3/26, 2026-03-25, 25 наурыз, 25 марта 2026 года, March 25, ертең, вчера, today.</summary>
internal static class DateReader
{
    // Three letters tell a month apart in each of the languages: мар, мам, мау.
    private const int MonthStem = 3;

    private static readonly string[] _today = ["бугин", "сегодня", "today"];
    private static readonly string[] _tomorrow = ["ертен", "завтра", "tomorrow"];
    private static readonly string[] _yesterday = ["кеше", "вчера", "yesterday"];

    /// <param name="past">The day lies behind us: without a year the latest such day is meant, else the next.</param>
    public static DateOnly? Read(string text, Pack pack, DateOnly today, bool past)
    {
        var words = TextNormaliser.Words(text.Replace('-', ' ').Replace('–', ' '));
        if (words.Count == 1 && Relative(words[0], today) is { } relative)
            return relative;

        var numbers = new List<string>();
        int? month = null;
        foreach (var word in words)
        {
            var digits = word.TakeWhile(char.IsAsciiDigit).Count();
            if (digits > 0)
                numbers.Add(word[..digits]);
            else
                month ??= Month(word, pack);
        }

        return month is { } named ? Named(numbers, named, today, past) : Digits(numbers, words.Count, today, past);
    }

    private static DateOnly? Relative(string word, DateOnly today)
    {
        if (Array.IndexOf(_today, word) >= 0)
            return today;
        if (Array.IndexOf(_tomorrow, word) >= 0)
            return today.AddDays(1);

        return Array.IndexOf(_yesterday, word) >= 0 ? today.AddDays(-1) : null;
    }

    private static int? Month(string word, Pack pack)
    {
        if (word.Length < MonthStem)
            return null;

        for (var month = 1; month <= 12; month++)
        {
            var id = FormattableString.Invariant($"month.{month}");
            foreach (var language in Languages.All)
            {
                var name = string.Concat(TextNormaliser.Words(pack.Text(id, language)));
                if (name.Length >= MonthStem && word.StartsWith(name[..MonthStem], StringComparison.Ordinal) && (word.Length == MonthStem || EditDistance.Near(word, name) || name.StartsWith(word, StringComparison.Ordinal) || word.StartsWith(name, StringComparison.Ordinal)))
                    return month;
            }
        }

        return null;
    }

    private static DateOnly? Named(List<string> numbers, int month, DateOnly today, bool past)
    {
        var day = numbers.Find(number => number.Length <= 2);
        var year = numbers.Find(number => number.Length == 4);
        if (day is null)
            return null;

        return year is null ? WithoutYear(Number(day), month, today, past) : Make(Number(year), month, Number(day));
    }

    private static DateOnly? Digits(List<string> numbers, int words, DateOnly today, bool past) => numbers switch
    {
        [{ Length: 4 } year, var month, var day] => Make(Number(year), Number(month), Number(day)),
        [var day, var month, { Length: 2 or 4 } year] => Make(Year(year, today), Number(month), Number(day)),
        [var day, var month] when words <= 2 => WithoutYear(Number(day), Number(month), today, past),
        [{ Length: 8 } all] => Make(Number(all[..4]), Number(all[4..6]), Number(all[6..])) ?? Make(Number(all[4..]), Number(all[2..4]), Number(all[..2])),
        _ => null,
    };

    // Two digits are a year not more than ten years ahead.
    private static int Year(string digits, DateOnly today)
    {
        if (digits.Length == 4)
            return Number(digits);

        var year = today.Year / 100 * 100 + Number(digits);
        return year > today.Year + 10 ? year - 100 : year;
    }

    private static DateOnly? WithoutYear(int day, int month, DateOnly today, bool past)
    {
        for (var year = today.Year; past ? year > today.Year - 9 : year < today.Year + 9; year += past ? -1 : 1)
        {
            if (Make(year, month, day) is { } date && (past ? date <= today : date >= today))
                return date;
        }

        return null;
    }

    private static DateOnly? Make(int year, int month, int day) =>
        year is >= 1900 and <= 2199 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;

    private static int Number(string digits) => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
