using ConsultBot.Application.Privacy;
using CsCheck;

namespace ConsultBot.Application.Tests;

public class MaskingTests
{
    [Theory]
    [InlineData("900101300123", "************")]
    [InlineData("ИИН 900101 300123, проверьте", "ИИН ************, проверьте")]
    [InlineData("900101-300123", "************")]
    [InlineData("ЖСН:900101300123.", "ЖСН:************.")]
    [InlineData("4400 4301 2345 6789", "****************")]
    [InlineData("4400-4301-2345-6789", "****************")]
    [InlineData("карта 4400430123456789 до 12/29", "карта **************** до 12/29")]
    [InlineData("5169497112345678901", "*******************")]
    [InlineData("дважды 900101300123 и 910101300123", "дважды ************ и ************")]
    public void A_personal_or_card_number_is_hidden(string text, string hidden)
    {
        Assert.Equal(hidden, Masking.Numbers(text, out var found));
        Assert.True(found);
    }

    [Theory]
    [InlineData("865 теңге")]
    [InlineData("2026-11-24")]
    [InlineData("с 2026-11-24 2026-11-25 в отпуске")]
    [InlineData("K-2026-000123")]
    [InlineData("K-2026-000123 48213957")]
    [InlineData("к-2026-000123 48213957")]
    [InlineData("24.11.2026 10:00")]
    [InlineData("1 250 000 теңге")]
    [InlineData("+7 701 123 45 67")]
    [InlineData("тел. 87011234567")]
    [InlineData("112")]
    public void Sums_dates_talons_and_phones_stay_readable(string text)
    {
        Assert.Equal(text, Masking.Numbers(text, out var found));
        Assert.False(found);
    }

    [Theory]
    [InlineData("+7 701 123 45 67")]
    [InlineData("8 (701) 123-45-67")]
    [InlineData("87011234567")]
    [InlineData("+77011234567")]
    public void A_phone_is_hidden_from_the_log(string phone) =>
        Assert.Equal("позвоните *** сегодня", Masking.ForLog($"позвоните {phone} сегодня"));

    [Fact]
    public void No_twelve_digits_in_a_row_survive_whatever_stands_around_them() =>
        Gen.Select(Gen.String[Gen.Char["абв qK-№:.,\n"], 0, 12], Gen.Long[100_000_000_000, 999_999_999_999], Gen.String[Gen.Char["абв qK№:.,\n"], 0, 12])
            .Sample((before, number, after) =>
                !Masking.Numbers($"{before}{number}{after}", out var found).Contains($"{number}", StringComparison.Ordinal) && found);

    [Fact]
    public void Masking_twice_changes_nothing_more() =>
        Gen.String[Gen.Char["0123456789 -Kк"], 0, 60].Sample(text =>
        {
            var once = Masking.Numbers(text, out _);
            return Masking.Numbers(once, out _) == once;
        });
}
