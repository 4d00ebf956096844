using System.Globalization;
using ConsultBot.Domain.Answers;

namespace ConsultBot.Domain.Conversations;

/// <summary>A time of day as people type it: 14:30, 14.30, 1430, 9, 2 pm, сағат 10, в 3 дня, кешкі 6.</summary>
internal static class TimeReader
{
    private static readonly string[] _afternoon = ["pm", "дня", "вечера", "вечером", "кешки", "кешке", "туски", "тустен"];
    private static readonly string[] _noise = ["сагат", "сагатта", "час", "часа", "часов", "в", "at", "о", "oclock", "утра", "утром", "am", "танертен", "танги", "таңғы"];

    public static TimeOnly? Read(string text)
    {
        var afternoon = false;
        var numbers = new List<string>();
        foreach (var word in TextNormaliser.Words(text.Replace('-', ' ')))
        {
            var digits = word.TakeWhile(char.IsAsciiDigit).Count();
            if (digits > 0)
                numbers.Add(word[..digits]);

            var rest = word[digits..];
            if (Array.IndexOf(_afternoon, rest) >= 0)
                afternoon = true;
            else if (rest.Length > 0 && Array.IndexOf(_noise, rest) < 0 && digits == 0)
                return null;
        }

        return numbers switch
        {
            [{ Length: <= 2 } hour] => Make(Number(hour), 0, afternoon),
            [{ Length: 4 } all] => Make(Number(all[..2]), Number(all[2..]), afternoon),
            [{ Length: <= 2 } hour, { Length: 2 } minute] => Make(Number(hour), Number(minute), afternoon),
            _ => null,
        };
    }

    private static TimeOnly? Make(int hour, int minute, bool afternoon)
    {
        if (afternoon && hour < 12)
            hour += 12;

        return hour is >= 0 and <= 23 && minute is >= 0 and <= 59 ? new TimeOnly(hour, minute) : null;
    }

    private static int Number(string digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
}
