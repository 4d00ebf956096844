using ConsultBot.Domain.Dialogs;
using ConsultBot.Domain.Messages;
using ConsultBot.Domain.Problems;

namespace ConsultBot.Domain.Tests;

public class FactFormatTests
{
    [Theory]
    [InlineData("0.2", FactRounding.Nearest, "865")]
    [InlineData("0.5", FactRounding.Nearest, "2163")]
    [InlineData("1.25", FactRounding.Nearest, "5406")]
    [InlineData("2.8", FactRounding.Nearest, "12110")]
    [InlineData("16.03", FactRounding.Up, "69330")]
    [InlineData("24.05", FactRounding.Up, "104017")]
    [InlineData("6.81", FactRounding.Up, "29454")]
    [InlineData("0.28", FactRounding.Up, "1211")]
    [InlineData("300", FactRounding.Nearest, "1297500")]
    public void A_multiple_of_the_index_becomes_whole_tenge(string multiple, FactRounding rounding, string tenge)
    {
        var invariant = System.Globalization.CultureInfo.InvariantCulture;
        Assert.Equal(decimal.Parse(tenge, invariant), FactFormat.Tenge(decimal.Parse(multiple, invariant), 4325m, rounding));
    }

    [Theory]
    [InlineData(FactUnit.WorkingDay, "1", "1 рабочий день", "1 working day")]
    [InlineData(FactUnit.WorkingDay, "3", "3 рабочих дня", "3 working days")]
    [InlineData(FactUnit.WorkingDay, "15", "15 рабочих дней", "15 working days")]
    [InlineData(FactUnit.Minute, "21", "21 минута", "21 minutes")]
    [InlineData(FactUnit.Year, "61.5", "61,5 года", "61.5 years")]
    public void A_noun_follows_its_number_by_the_rules_of_the_language(FactUnit unit, string value, string russian, string english)
    {
        var pack = With(new Fact("f", value, unit, FactRounding.Nearest, null, null, "s", default, new Place("f", 1, 1)));
        Assert.Equal(russian, FactFormat.Words(pack, "f", new DateOnly(2026, 11, 24), Language.Ru)!.Replace('\u00A0', ' '));
        Assert.Equal(english, FactFormat.Words(pack, "f", new DateOnly(2026, 11, 24), Language.En)!.Replace('\u00A0', ' '));
    }

    [Fact]
    public void A_fact_out_of_its_dates_has_no_words()
    {
        var fact = new Fact("f", "5", FactUnit.Count, FactRounding.Nearest, new DateOnly(2026, 1, 1), new DateOnly(2026, 2, 1), "s", default, new Place("f", 1, 1));

        Assert.Equal("5", FactFormat.Words(With(fact), "f", new DateOnly(2026, 1, 31), Language.Kk));
        Assert.Null(FactFormat.Words(With(fact), "f", new DateOnly(2026, 2, 1), Language.Kk));
    }

    private static Pack With(Fact fact) => new(Sample.Content.Pack.Data with { Facts = [fact] }, 1);
}
