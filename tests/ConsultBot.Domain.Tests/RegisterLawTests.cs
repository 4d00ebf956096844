using ConsultBot.Domain.Messages;
using ConsultBot.Domain.Registers;
using CsCheck;

namespace ConsultBot.Domain.Tests;

/// <summary>The register against a slow and obvious reading of its rules, on random registers of a thousand assignments.</summary>
public class RegisterLawTests
{
    private const int Questions = 300;

    private static readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Almaty");

    [Fact]
    public void Whoever_is_found_is_the_one_whom_the_rules_name() => Gen.Int[0, int.MaxValue - 1].Sample(
        seed =>
        {
            var data = RandomRegister.Make(seed, assignments: 1_000, positions: 60, people: 200);
            var register = new Register(data, 1);
            var random = new Random(seed);
            for (var i = 0; i < Questions; i++)
            {
                var topic = random.Next(8) == 0 ? null : random.Next(9) == 0 ? "unheard" : RandomRegister.Topics[random.Next(RandomRegister.Topics.Length)];
                var group = topic is null or "unheard" ? null : RandomRegister.Group(topic);
                var region = random.Next(8) == 0 ? "narnia" : data.Regions[random.Next(data.Regions.Count)].Id;
                var instant = new DateTimeOffset(RandomRegister.FirstDay.AddDays(random.Next(RandomRegister.Days)), default, TimeSpan.Zero).AddSeconds(random.Next(86_400));
                var date = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, _zone).DateTime);
                var raised = random.Next(6) == 0 ? random.Next(4) : 0;

                var found = register.Resolve(topic, group, region, date, raised);

                var (rule, signedAt, assignment, level) = Slowly(data, topic, group, region, DateOnly.FromDateTime(instant.UtcDateTime.AddHours(5)), raised);
                Assert.Equal((rule, signedAt, assignment, level), (found.Rule.Id, found.SignedAt.Id, found.Assignment?.Id, found.Level));
                Assert.Equal(assignment is null, found.Person is null);
                if (assignment is not null)
                    Assert.Equal((assignment, level), (register.Sign(topic, group, region, date, Language.Kk, SignatureForm.Full, raised: raised).Assignment, found.Steps.Count - 1));
            }
        },
        iter: 60);

    [Fact]
    public void Days_without_anybody_are_the_gaps_and_no_other_days_are() => Gen.Int[0, int.MaxValue - 1].Sample(
        seed =>
        {
            var data = RandomRegister.Make(seed, assignments: 120, positions: 12, people: 40);
            var register = new Register(data, 1);
            foreach (var position in data.Positions)
            {
                var gaps = register.Gaps(position).ToList();
                for (var day = RandomRegister.FirstDay; day < RandomRegister.FirstDay.AddDays(RandomRegister.Days); day = day.AddDays(1))
                {
                    var vacant = position.IsOpen(day) && day >= register.Assignments.Min(row => row.From) && Holder(data, position.Id, day) is null;
                    Assert.Equal(vacant, gaps.Exists(gap => day >= gap.From && (gap.To is null || day < gap.To)));
                }
            }
        },
        iter: 20);

    [Fact]
    public void A_raise_ends_with_another_person_or_with_the_head() => Gen.Int[0, int.MaxValue - 1].Sample(
        seed =>
        {
            var data = RandomRegister.Make(seed, assignments: 300, positions: 30, people: 12);
            var register = new Register(data, 1);
            var random = new Random(seed);
            for (var i = 0; i < 50; i++)
            {
                var topic = RandomRegister.Topics[random.Next(RandomRegister.Topics.Length)];
                var date = RandomRegister.FirstDay.AddDays(random.Next(RandomRegister.Days));
                var now = register.Resolve(topic, RandomRegister.Group(topic), "kz", date);
                var above = register.RaisedAbove(topic, RandomRegister.Group(topic), "kz", date, 0);
                var others = Enumerable.Range(1, 40).Select(raised => register.Resolve(topic, RandomRegister.Group(topic), "kz", date, raised))
                    .Where(found => found.Person is not null && found.Person.Id != now.Person?.Id).ToList();

                Assert.Equal(others.Count == 0 ? null : others[0].Raised, above);
            }
        },
        iter: 40);

    private static (string Rule, string SignedAt, string? Assignment, int Level) Slowly(
        RegisterData data, string? topic, string? group, string region, DateOnly date, int raised)
    {
        var way = new List<string>();
        for (var at = data.Regions.FirstOrDefault(row => row.Id == region) ?? data.Regions[0]; at is not null; at = data.Regions.FirstOrDefault(row => row.Id == at.Parent))
            way.Add(at.Id);

        var rule = data.Rules
            .Where(row => (row.From is null || row.From <= date) && (row.To is null || date < row.To) && way.Contains(row.Region))
            .Select(row => (Row: row, Rank: row.Topic == topic ? 0 : group is not null && row.Topic == "group:" + group ? 1 : row.Topic == "*" ? 2 : 3))
            .Where(row => row.Rank < 3).OrderBy(row => row.Rank).ThenBy(row => way.IndexOf(row.Row.Region)).First().Row;
        var position = data.Positions.First(row => row.Id == rule.Position);
        for (var i = 0; i < raised && position.Superior is not null; i++)
            position = data.Positions.First(row => row.Id == position.Superior);

        for (var level = 0; ; level++)
        {
            var holder = position.IsOpen(date) ? Holder(data, position.Id, date) : null;
            if (holder is not null || position.Superior is null)
                return (rule.Id, position.Id, holder, level);

            position = data.Positions.First(row => row.Id == position.Superior);
        }
    }

    private static string? Holder(RegisterData data, string position, DateOnly date) => data.Assignments
        .Where(row => row.Position == position && row.From <= date && (row.To is null || date < row.To) && data.Assignments.All(other => other.Replaces != row.Id))
        .OrderByDescending(row => row.Kind == AssignmentKind.Acting).ThenByDescending(row => row.Kind == AssignmentKind.Substitute).FirstOrDefault()?.Id;
}
