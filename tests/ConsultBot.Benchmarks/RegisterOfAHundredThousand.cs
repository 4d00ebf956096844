using BenchmarkDotNet.Attributes;
using ConsultBot.Domain.Messages;
using ConsultBot.Domain.Problems;
using ConsultBot.Domain.Registers;

namespace ConsultBot.Benchmarks;

/// <summary>Who answers, in a register of 100,000 assignments; one question of each run is another one.</summary>
[InProcess]
public class RegisterOfAHundredThousand
{
    private const int Assignments = 100_000;
    private const int Questions = 4_096;

    private static readonly Place _place = new("benchmark", 1, 1);
    private static readonly DateOnly _firstDay = new(2020, 1, 1);

    private readonly (string Topic, string Group, string Region, DateOnly Date)[] _questions = new (string, string, string, DateOnly)[Questions];
    private Register _register = null!;
    private int _next;

    /// <summary>Positions that share the assignments: 50 have 2,000 each.</summary>
    [Params(50, 10_000)]
    public int Positions { get; set; }

    [GlobalSetup]
    public void Make()
    {
        var random = new Random(9);
        _register = new Register(Data(), 1);
        for (var i = 0; i < Questions; i++)
        {
            var topic = random.Next(200);
            _questions[i] = ($"t{topic}", $"g{topic % 20}", $"r{random.Next(1, 400)}", _firstDay.AddDays(random.Next(3_000)));
        }
    }

    [Benchmark]
    public Resolution Resolve()
    {
        var (topic, group, region, date) = _questions[_next++ % Questions];
        return _register.Resolve(topic, group, region, date);
    }

    /// <summary>As most turns ask: the same day again.</summary>
    [Benchmark]
    public Signature Sign()
    {
        var (topic, group, region, _) = _questions[_next++ % 256];
        return _register.Sign(topic, group, region, _firstDay, Language.Kk, SignatureForm.Full);
    }

    private RegisterData Data()
    {
        var each = Assignments / Positions;
        var positions = Enumerable.Range(0, Positions).Select(i =>
            new Position($"p{i}", "u", LocalText.Same($"Title {i}"), null, i == 0 ? null : $"p{i / 3}", null, null, null, _place)).ToList();
        var rows = positions.SelectMany((position, p) => Enumerable.Range(0, each).Select(i => new Assignment(
            $"a{p}-{i}", position.Id, $"n{(p + i) % 1_000}", AssignmentKind.Permanent, _firstDay.AddDays(i * 3_000 / each),
            p == 0 && i == each - 1 ? null : _firstDay.AddDays(((i + 1) * 3_000 / each) - (p > 0 && i % 7 == 0 && each < 1_000 ? 1 : 0)), "№ 1", _firstDay, null, _place)));
        return new RegisterData(
            [.. Enumerable.Range(0, 400).Select(i => new Region(i == 0 ? "kz" : $"r{i}", i == 0 ? null : i < 21 ? "kz" : $"r{i % 20 + 1}", LocalText.Same($"r{i}"), [], _place))],
            [new Body("b", LocalText.Same("Body"), LocalText.Same("B"), null, _place)], [new Unit("u", "b", LocalText.Same("Unit"), _place)], positions,
            [.. Enumerable.Range(0, 1_000).Select(i => new Person($"n{i}", LocalText.Same($"Surname{i}"), LocalText.Same("Given"), null, _place))], [.. rows],
            [
                new ResponsibilityRule("r", "*", "kz", "p0", null, null, _place),
                .. Enumerable.Range(0, 20).Select(i => new ResponsibilityRule($"g{i}", $"group:g{i}", "kz", $"p{i % Positions}", null, null, _place)),
                .. Enumerable.Range(0, 2_000).Select(i => new ResponsibilityRule($"t{i}", $"t{i % 200}", $"r{(i / 200) + 1}", $"p{i * 7 % Positions}", null, null, _place)),
            ]);
    }
}
