using System.Globalization;
using ConsultBot.Domain.Messages;
using ConsultBot.Domain.Problems;
using ConsultBot.Domain.Registers;

namespace ConsultBot.Domain.Tests;

public class RegisterTests
{
    private static readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Almaty");
    private static readonly Register _register = new(ExampleRegister.Data, 1);

    public static TheoryData<string> Questions => [.. ExampleRegister.Rows("accountability.questions.tsv").Skip(1).Select(row => string.Join('\t', row))];

    [Theory]
    [MemberData(nameof(Questions))]
    public void The_worked_example_resolves(string line)
    {
        var row = line.Split('\t');
        var (topic, region) = (ExampleRegister.OrNull(row[1]), row[2]);
        var instant = DateTimeOffset.Parse(row[3], CultureInfo.InvariantCulture);
        var date = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, _zone).DateTime);

        var found = _register.Resolve(topic, ExampleRegister.Group(topic), region, date);

        Assert.Equal(row[4], date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Assert.Equal(row[5], found.Rule.Id);
        Assert.Equal(row[6], found.Responsible.Id);
        Assert.Equal(int.Parse(row[11], CultureInfo.InvariantCulture), found.Level);
        if (row[8] == "NobodyInForce")
        {
            Assert.Null(found.Assignment);
            Assert.Throws<NobodyInForceException>(() => _register.Sign(topic, ExampleRegister.Group(topic), region, date, Language.Kk, SignatureForm.Full));
            return;
        }

        Assert.Equal((row[7], row[8], row[9], row[10]), (found.SignedAt.Id, found.Assignment!.Id, found.Assignment.Person, found.Assignment.Kind.ToString().ToLowerInvariant()));
    }

    [Theory]
    [InlineData(1, Language.Kk, "Сәрсенбай Нұрлан Маратұлы, Алматы қаласы бойынша құжаттандыру бөлімінің басшысы")]
    [InlineData(1, Language.Ru, "Сарсенбай Нурлан Маратулы, руководитель отдела документирования по городу Алматы")]
    [InlineData(1, Language.En, "Nurlan Sarsenbay, Head of the Documents Unit, Almaty")]
    [InlineData(10, Language.Kk, "Жұмабек Ерлан, басшының құжаттандыру жөніндегі орынбасарының м. а.")]
    [InlineData(10, Language.Ru, "Жумабек Ерлан, и. о. заместителя руководителя по документированию")]
    [InlineData(10, Language.En, "Yerlan Zhumabek, Acting Deputy Head for Documents")]
    [InlineData(12, Language.Kk, "Оразбаев Данияр Нұрланұлы, Алматы қаласы бойынша әлеуметтік төлемдер бөлімінің басшысы (алмастырушы)")]
    [InlineData(12, Language.Ru, "Оразбаев Данияр Нурланулы, руководитель отдела социальных выплат по городу Алматы (замещает)")]
    [InlineData(12, Language.En, "Daniyar Orazbayev, Head of the Social Payments Unit, Almaty (substitute)")]
    [InlineData(14, Language.Kk, "Ахметова Гүлнар Серікқызы, кеңес беру орталығының басшысы")]
    [InlineData(14, Language.Ru, "Ахметова Гульнар Сериккызы, руководитель Центра консультаций")]
    [InlineData(14, Language.En, "Gulnar Akhmetova, Head of the Consultation Centre")]
    public void A_signature_prints_the_stored_words_of_its_language(int question, Language language, string expected)
    {
        var row = ExampleRegister.Rows("accountability.questions.tsv").ElementAt(question);

        var signature = _register.Sign(row[1], ExampleRegister.Group(row[1]), row[2], ExampleRegister.Date(row[4]), language, SignatureForm.Full);

        Assert.Equal(expected, $"{signature.Official}, {signature.Position}");
        Assert.Contains(expected, signature.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_officer_who_writes_stands_beside_the_accountable_official()
    {
        var officer = new OfficerTitle("Иванова Мария Петровна", "бас маман");

        var signature = _register.Sign("id-card", "documents", "kz-astana", new DateOnly(2026, 11, 24), Language.Kk, SignatureForm.Full, officer);

        Assert.Equal(
            "— Жазған: Иванова Мария Петровна, бас маман\nЖауапты тұлға: Жұмабек Ерлан, Астана қаласы бойынша құжаттандыру бөлімінің басшысы, Азаматтарға кеңес беру орталығы",
            signature.Text);
    }

    [Fact]
    public void A_missed_due_time_moves_the_responsibility_up_and_counts_no_vacancy()
    {
        var found = _register.Resolve("id-card", "documents", "kz-almaty", new DateOnly(2026, 11, 24), raised: 1);

        Assert.Equal(("P4", "P2", 0, 1), (found.Responsible.Id, found.SignedAt.Id, found.Level, found.Raised));
    }

    [Fact]
    public void An_overlap_of_the_same_kind_is_refused_naming_both()
    {
        var problem = Assert.Single(Check(Change("A10", row => row with { From = new DateOnly(2026, 11, 23) })));

        Assert.Equal("overlap", problem.Code);
        Assert.Contains("A10", problem.Message, StringComparison.Ordinal);
        Assert.Contains("A09", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_head_may_not_leave_without_a_successor() =>
        Assert.Equal("root-vacant", Assert.Single(Check(Change("A01", row => row with { To = new DateOnly(2026, 12, 1) }))).Code);

    [Fact]
    public void A_rule_of_another_rank_is_added_and_one_of_equal_rank_is_not()
    {
        var place = new Place("example", 9, 1);
        var other = ExampleRegister.Data with { Rules = [.. ExampleRegister.Data.Rules, new("R8", "group:documents", "kz-almaty", "P4", null, null, place)] };
        var equal = ExampleRegister.Data with { Rules = [.. ExampleRegister.Data.Rules, new("R8", "id-card", "kz-almaty", "P5", null, null, place)] };

        Assert.Empty(Check(other));
        Assert.Equal("equal-rank", Assert.Single(Check(equal)).Code);
    }

    [Fact]
    public void A_correction_counts_in_place_of_the_corrected_row()
    {
        var data = ExampleRegister.Data with
        {
            Assignments = [.. ExampleRegister.Data.Assignments, ExampleRegister.Data.Assignments.First(row => row.Id == "A10") with { Id = "A13", Person = "Жұмабек Ерлан", Replaces = "A10" }],
        };

        Assert.Empty(Check(data));
        Assert.Equal("A13", new Register(data, 2).Resolve("id-card", "documents", "kz-almaty", new DateOnly(2026, 11, 24)).Assignment!.Id);
    }

    private static RegisterData Change(string id, Func<Assignment, Assignment> change) => ExampleRegister.Data with
    {
        Assignments = [.. ExampleRegister.Data.Assignments.Select(row => row.Id == id ? change(row) : row)],
    };

    private static IReadOnlyList<Problem> Check(RegisterData data) =>
        [.. RegisterCheck.Run(data, new DateOnly(2026, 11, 24), "example").Where(problem => problem.Severity == Severity.Error)];
}
