using ConsultBot.Domain.Conversations;
using ConsultBot.Domain.Dialogs;

namespace ConsultBot.Domain.Tests;

/// <summary>What people type for dates, times, phones, numbers and conditions.</summary>
public class StepReadersTests
{
    private static readonly DateOnly _today = new(2026, 11, 24);

    [Theory]
    [InlineData("25.03.2026", "2026-03-25")]
    [InlineData("25/3/26", "2026-03-25")]
    [InlineData("2026-03-25", "2026-03-25")]
    [InlineData("25032026", "2026-03-25")]
    [InlineData("25 наурыз 1990", "1990-03-25")]
    [InlineData("25-наурыз", "2027-03-25")]
    [InlineData("5 марта 1990 года", "1990-03-05")]
    [InlineData("March 25th, 1990", "1990-03-25")]
    [InlineData("1 мая", "2027-05-01")]
    [InlineData("ертең", "2026-11-25")]
    [InlineData("вчера", "2026-11-23")]
    [InlineData("today", "2026-11-24")]
    [InlineData("29.02.2027", null)]
    [InlineData("31.04.2026", null)]
    [InlineData("99", null)]
    [InlineData("скоро", null)]
    [InlineData("", null)]
    public void A_day_is_read_as_people_type_it(string text, string? day) =>
        Assert.Equal(day, DateReader.Read(text, Sample.Content.Pack, _today, past: false)?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("1 мая", "2026-05-01")]
    [InlineData("25.12", "2025-12-25")]
    [InlineData("29 ақпан", "2024-02-29")]
    public void A_day_without_a_year_lies_behind_us_where_it_must(string text, string day) =>
        Assert.Equal(day, DateReader.Read(text, Sample.Content.Pack, _today, past: true)?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("14:30", "14:30")]
    [InlineData("14.30", "14:30")]
    [InlineData("1430", "14:30")]
    [InlineData("9", "09:00")]
    [InlineData("2 pm", "14:00")]
    [InlineData("в 3 дня", "15:00")]
    [InlineData("кешкі 6", "18:00")]
    [InlineData("сағат 10", "10:00")]
    [InlineData("24:00", null)]
    [InlineData("10:75", null)]
    [InlineData("как получить паспорт за 5 дней", null)]
    public void A_time_is_read_as_people_type_it(string text, string? time) =>
        Assert.Equal(time, TimeReader.Read(text)?.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("8 701 123 45 67", "+77011234567")]
    [InlineData("+7 (701) 123-45-67", "+77011234567")]
    [InlineData("7011234567", "+77011234567")]
    [InlineData("+49 30 1234567", "+49301234567")]
    [InlineData("+8 701 123 45 67", "+87011234567")]
    [InlineData("12345", null)]
    [InlineData("8 401 123 45 67", null)]
    [InlineData("позвоните 8 701 123 45 67", null)]
    public void A_phone_is_read_as_people_type_it(string text, string? phone) => Assert.Equal(phone, PhoneReader.Read(text));

    [Theory]
    [InlineData("3", 3L)]
    [InlineData("1 000", 1000L)]
    [InlineData("-5", -5L)]
    [InlineData("үш", 3L)]
    [InlineData("2 ребёнка", 2L)]
    [InlineData("two kids", 2L)]
    [InlineData("от 2 до 3", null)]
    [InlineData("много", null)]
    public void A_number_is_read_as_people_type_it(string text, long? number) => Assert.Equal(number, NumberWords.Read(text));

    [Theory]
    [InlineData("990101300122", true)]
    [InlineData("990101 300-122", true)]
    [InlineData("990101300121", false)]
    [InlineData("99010130012", false)]
    [InlineData("9901013001220", false)]
    [InlineData("99010130012x", false)]
    public void The_check_digit_proves_a_personal_number(string text, bool fits) => Assert.Equal(fits, PersonalNumber.Fits(text));

    [Theory]
    [InlineData("a = x", true)]
    [InlineData("a != x", false)]
    [InlineData("n >= 4 and a = x", true)]
    [InlineData("n > 4 and a = x or n <= 4", true)]
    [InlineData("n > 4 and a = x or n < 4", false)]
    [InlineData("n in 3, 4", true)]
    [InlineData("several has y", true)]
    [InlineData("several has z", false)]
    [InlineData("none is empty", true)]
    [InlineData("none is set", false)]
    [InlineData("none = x", false)]
    [InlineData("none != x", true)]
    [InlineData("day < today", true)]
    [InlineData("day >= 2026-01-01", true)]
    [InlineData("n = 4.0", true)]
    public void A_condition_compares_slots(string text, bool holds)
    {
        var slots = new Dictionary<string, string>(StringComparer.Ordinal) { ["a"] = "x", ["n"] = "4", ["several"] = "x,y", ["day"] = "2026-11-23" };

        var condition = Condition.Parse(text, out var fault);

        Assert.Null(fault);
        Assert.Equal(holds, condition!.Holds(name => slots.GetValueOrDefault(name), _today));
    }

    [Theory]
    [InlineData("", "ends too early")]
    [InlineData("a =", "ends too early")]
    [InlineData("a ~ b", "does not compare with '~'")]
    [InlineData("a = b c", "goes on with 'c'")]
    [InlineData("a = b and", "ends too early")]
    [InlineData("a is full", "does not compare with 'is'")]
    public void What_is_no_condition_says_why(string text, string fault)
    {
        Assert.Null(Condition.Parse(text, out var said));
        Assert.Equal(fault, said);
    }

    [Fact]
    public void A_long_condition_is_refused_unread()
    {
        Assert.Null(Condition.Parse(new string('a', 301), out var fault));
        Assert.Equal("has 301 characters, the limit is 300", fault);
    }
}
