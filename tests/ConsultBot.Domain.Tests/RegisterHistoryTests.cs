using ConsultBot.Domain.Problems;
using ConsultBot.Domain.Queues;
using ConsultBot.Domain.Registers;

namespace ConsultBot.Domain.Tests;

/// <summary>When it was true and when it was known are two things; what was said is not unsaid; what ends is told in time.</summary>
public class RegisterHistoryTests
{
    private static readonly DateOnly _third = new(2026, 3, 3);
    private static readonly DateTimeOffset _discovered = new(2026, 4, 10, 9, 0, 0, TimeSpan.FromHours(5));

    [Fact]
    public void Who_answered_on_a_day_depends_on_when_it_is_asked()
    {
        var data = Corrected();

        Assert.Equal("A13", On(data, _third).Assignment!.Id);
        Assert.Equal("A09", On(data.AsKnown(_discovered.AddSeconds(-1)), _third).Assignment!.Id);
        Assert.Equal("A13", On(data.AsKnown(_discovered), _third).Assignment!.Id);
        Assert.Contains(data.Assignments, row => row.Id == "A09");
    }

    [Fact]
    public void A_correction_is_a_new_row_and_the_old_one_stays() =>
        Assert.Empty(RegisterHistory.Check(ExampleRegister.Data, Corrected(), "register"));

    [Fact]
    public void An_open_end_is_given_a_day() =>
        Assert.Empty(RegisterHistory.Check(ExampleRegister.Data, Change("A10", row => row with { To = new DateOnly(2027, 1, 1) }), "register"));

    [Theory]
    [InlineData("from")]
    [InlineData("to")]
    [InlineData("person")]
    [InlineData("order")]
    public void A_published_row_is_not_written_over(string field)
    {
        var changed = Change("A09", row => field switch
        {
            "from" => row with { From = row.From.AddDays(1) },
            "to" => row with { To = row.To!.Value.AddDays(1) },
            "person" => row with { Person = "Жұмабек Ерлан" },
            _ => row with { OrderNumber = "№ 16-ж" },
        });

        Assert.Equal("assignment-overwritten", Assert.Single(RegisterHistory.Check(ExampleRegister.Data, changed, "register")).Code);
    }

    [Fact]
    public void A_published_row_is_not_deleted()
    {
        var less = ExampleRegister.Data with { Assignments = [.. ExampleRegister.Data.Assignments.Where(row => row.Id != "A12")] };

        var problem = Assert.Single(RegisterHistory.Check(ExampleRegister.Data, less, "register"));
        Assert.Equal(("assignment-gone", Severity.Error), (problem.Code, problem.Severity));
        Assert.Contains("A12", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_days_without_anybody_are_counted()
    {
        var register = new Register(ExampleRegister.Data, 1);
        var gaps = register.Data.Positions.SelectMany(register.Gaps).Select(gap => (gap.Position.Id, gap.From, gap.Days(new DateOnly(2026, 11, 24)))).ToList();

        Assert.Equal(
            [
                ("P1", new DateOnly(2026, 6, 1), 7), ("P3", new DateOnly(2026, 1, 5), 27), ("P4", new DateOnly(2026, 1, 5), 55),
                ("P6", new DateOnly(2026, 9, 1), 84),
            ],
            gaps);
    }

    [Theory]
    [InlineData(61, 0)]
    [InlineData(60, 1)]
    [InlineData(1, 1)]
    [InlineData(-3, 1)]
    public void Sixty_days_before_the_calendar_ends_there_is_an_alarm(int days, int alarms)
    {
        var today = new DateOnly(2026, 11, 24);
        var calendar = new WorkingCalendar([], [], today.AddDays(days - 1));
        var found = RegisterAlarm.Of(new Register(Only("A01"), 1), calendar, today);

        Assert.Equal(alarms, found.Count);
        Assert.All(found, alarm => Assert.Equal((RegisterAlarmKind.CalendarEnds, days), (alarm.Kind, alarm.DaysLeft)));
    }

    [Theory]
    [InlineData("2026-09-26", null)]
    [InlineData("2026-09-25", 60)]
    [InlineData("2026-11-23", 1)]
    [InlineData("2026-11-24", 0)]
    public void Sixty_days_before_the_head_leaves_there_is_an_alarm(string ends, int? daysLeft)
    {
        var to = DateOnly.Parse(ends, System.Globalization.CultureInfo.InvariantCulture);
        var today = daysLeft is null ? to.AddDays(-61) : to.AddDays(-daysLeft.Value);
        var register = new Register(Only("A01", row => row with { To = to }), 1);

        var found = RegisterAlarm.Of(register, new WorkingCalendar([], [], today.AddYears(1)), today);

        Assert.Equal(daysLeft is null ? [] : [(RegisterAlarmKind.HeadEnds, daysLeft.Value)], found.Select(alarm => (alarm.Kind, alarm.DaysLeft)));
    }

    [Fact]
    public void A_topic_without_a_chain_to_the_head_is_not_published()
    {
        var data = ExampleRegister.Data with { Positions = [.. ExampleRegister.Data.Positions.Select(row => row.Id == "P2" ? row with { Superior = null } : row)] };

        var problems = RegisterCheck.Run(data, new DateOnly(2026, 11, 24), "register");

        Assert.Equal(["R1", "R2", "R3", "R4"], problems.Where(problem => problem.Code == "topic-without-chain").Select(problem => data.Rules.First(rule => problem.Message.Contains($"'{rule.Topic}' in '{rule.Region}'", StringComparison.Ordinal)).Id));
    }

    [Fact]
    public void A_circle_of_superiors_is_no_chain()
    {
        var data = ExampleRegister.Data with { Positions = [.. ExampleRegister.Data.Positions.Select(row => row.Id == "P1" ? row with { Superior = "P3" } : row)] };

        var codes = RegisterCheck.Run(data, new DateOnly(2026, 11, 24), "register").Select(problem => problem.Code).ToList();

        Assert.Contains("superior-cycle", codes);
        Assert.Contains("topic-without-chain", codes);
    }

    private static RegisterData Corrected() => ExampleRegister.Data with
    {
        Assignments =
        [
            .. ExampleRegister.Data.Assignments,
            ExampleRegister.Data.Assignments.First(row => row.Id == "A09") with { Id = "A13", Person = "Бекова Динара Асқарқызы", Replaces = "A09", RecordedAt = _discovered },
        ],
    };

    private static RegisterData Only(string id, Func<Assignment, Assignment>? change = null) => ExampleRegister.Data with
    {
        Positions = [ExampleRegister.Data.Positions[0]],
        Assignments = [(change ?? (row => row))(ExampleRegister.Data.Assignments.First(row => row.Id == id))],
        Rules = [ExampleRegister.Data.Rules[0]],
    };

    private static RegisterData Change(string id, Func<Assignment, Assignment> change) => ExampleRegister.Data with
    {
        Assignments = [.. ExampleRegister.Data.Assignments.Select(row => row.Id == id ? change(row) : row)],
    };

    private static Resolution On(RegisterData data, DateOnly date) => new Register(data, 1).Resolve("id-card", "documents", "kz-almaty", date);
}
