namespace ConsultBot.Domain.Dialogs;

/// <summary>Personal and business numbers of Kazakhstan: 12 digits, the last of them proves the others.</summary>
public static class PersonalNumber
{
    public const int Length = 12;

    /// <summary>What is kept of a number that was proved.</summary>
    public const string Hidden = "************";

    /// <summary>The text is 12 digits, spaces and hyphens aside, and the check digit fits.</summary>
    public static bool Fits(string text)
    {
        Span<int> digits = stackalloc int[Length];
        var count = 0;
        foreach (var c in text)
        {
            if (c is ' ' or '-')
                continue;

            if (!char.IsAsciiDigit(c) || count == Length)
                return false;

            digits[count++] = c - '0';
        }

        return count == Length && Check(digits) == digits[^1];
    }

    // Weights 1–11; when they leave 10, weights 3–11, 1, 2; when these do too, there is no such number.
    private static int Check(ReadOnlySpan<int> digits)
    {
        var (first, second) = (0, 0);
        for (var i = 0; i < Length - 1; i++)
        {
            first += digits[i] * (i + 1);
            second += digits[i] * ((i + 2) % 11 + 1);
        }

        return first % 11 < 10 ? first % 11 : second % 11;
    }
}
