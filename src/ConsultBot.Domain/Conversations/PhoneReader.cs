using System.Text;

namespace ConsultBot.Domain.Conversations;

/// <summary>A phone as people type it, in the form +77011234567: a Kazakh number with 8, 7, +7 or without, any other with its plus.</summary>
internal static class PhoneReader
{
    public static string? Read(string text)
    {
        var digits = new StringBuilder(16);
        var plus = false;
        foreach (var c in text.Trim())
        {
            if (char.IsAsciiDigit(c))
                digits.Append(c);
            else if (c == '+' && digits.Length == 0 && !plus)
                plus = true;
            else if (c is not (' ' or '-' or '(' or ')' or '.' or '\u00A0'))
                return null;
        }

        var number = digits.ToString();
        return number switch
        {
            { Length: 11 } when number[0] == '7' || (number[0] == '8' && !plus) => IsKazakh(number[1..]) ? "+7" + number[1..] : null,
            { Length: 10 } when !plus => IsKazakh(number) ? "+7" + number : null,
            { Length: >= 8 and <= 15 } when plus => "+" + number,
            _ => null,
        };
    }

    // Codes of Kazakhstan begin with 7 (mobile and regions) or 6 (reserved).
    private static bool IsKazakh(string national) => national[0] is '6' or '7';
}
