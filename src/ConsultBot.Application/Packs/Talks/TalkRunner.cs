using System.Globalization;
using ConsultBot.Domain.Dialogs.Steps;
using ConsultBot.Domain.Problems;
using ConsultBot.Domain.Registers;

namespace ConsultBot.Application.Packs.Talks;

/// <summary>Plays a talk on the simulator and tells what came otherwise.</summary>
internal sealed class TalkRunner(DeskContent content, TimeZoneInfo zone, DateTimeOffset now)
{
    /// <summary>Steps that ran, in all talks so far.</summary>
    public HashSet<Step> Steps { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>Answers that were told, by topic and language.</summary>
    public HashSet<(string Topic, string Lang)> Answers { get; } = [];

    /// <summary>What differs, line by line; empty when the talk holds.</summary>
    /// <param name="named">Told what each line's reply is made of.</param>
    public IReadOnlyList<TalkDifference> Run(TalkScript talk, Action<TalkLine, IReadOnlyList<string>>? named = null)
    {
        var differences = new List<TalkDifference>();
        var at = talk.At ?? now;
        var replies = new ReplyReader(content.Pack, DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime));
        var simulator = new Simulator(content, new SeededChance(), zone, at, talk.Channel, talk.Lang) { Visited = step => Steps.Add(step) };
        IReadOnlyList<SimulatedMessage> screen = [];
        foreach (var line in talk.Lines)
        {
            var (reply, fault) = Signed(simulator, screen, line);
            if (reply.Count > 0)
                screen = reply;

            foreach (var message in reply.Where(message => message.Source is not null))
                Answers.Add((message.Topic!, message.Lang));

            var wrong = fault is null ? Wrong(replies, line, reply, simulator).ToList() : [fault];
            named?.Invoke(line, replies.Name(reply));
            if (wrong.Count > 0)
                differences.Add(new TalkDifference(line.Place, $"{line.Act}: {line.Argument}", wrong, replies.Name(reply), [.. reply.Select(message => message.Text)]));
        }

        return differences;
    }

    private static IEnumerable<string> Wrong(ReplyReader replies, TalkLine line, IReadOnlyList<SimulatedMessage> reply, Simulator simulator)
    {
        foreach (var expected in line.Expect)
        {
            if (!replies.IsKnown(expected))
                yield return $"{expected} (the pack has no such text or topic)";
            else if (!replies.Holds(reply, expected))
                yield return expected;
        }

        if (line.Owner is not null && line.Owner != simulator.Owner)
            yield return $"owner {line.Owner}, not {simulator.Owner}";

        var labels = reply.Count == 0 ? [] : reply[^1].Buttons.Select(button => button.Label).ToList();
        if (line.Buttons is not null && !line.Buttons.SequenceEqual(labels, StringComparer.Ordinal))
            yield return $"buttons {string.Join(" | ", line.Buttons)}, not {string.Join(" | ", labels)}";

        foreach (var (slot, value) in line.Slots)
        {
            var has = simulator.Slots.GetValueOrDefault(slot, "");
            if (has != value)
                yield return $"slot {slot} = {value}, not {(has.Length == 0 ? "empty" : has)}";
        }
    }

    private static (IReadOnlyList<SimulatedMessage> Reply, string? Fault) Signed(Simulator simulator, IReadOnlyList<SimulatedMessage> screen, TalkLine line)
    {
        try
        {
            return Act(simulator, screen, line);
        }
        catch (NobodyInForceException error)
        {
            return ([], $"somebody who signs ({error.Message.TrimEnd('.')})");
        }
    }

    private static (IReadOnlyList<SimulatedMessage> Reply, string? Fault) Act(Simulator simulator, IReadOnlyList<SimulatedMessage> screen, TalkLine line)
    {
        switch (line.Act)
        {
            case "press":
                var buttons = screen.Count == 0 ? [] : screen[^1].Buttons;
                var pressed = buttons.FirstOrDefault(button => button.Label == line.Argument || button.Value == line.Argument);
                return pressed is null
                    ? ([], $"a button '{line.Argument}' (there are: {string.Join(" | ", buttons.Select(button => button.Label))})")
                    : (simulator.Press(pressed.Value), null);
            case "photo":
                return (simulator.SendFile(line.Argument), null);
            case "location":
                var parts = line.Argument.Split(',');
                return parts.Length == 2 && double.TryParse(parts[0], CultureInfo.InvariantCulture, out var latitude) && double.TryParse(parts[1], CultureInfo.InvariantCulture, out var longitude)
                    ? (simulator.SendLocation(latitude, longitude), null)
                    : ([], "a place as '43.24, 76.89'");
            case "wait":
                return Durations.Parse(line.Argument) is { } time ? (simulator.Wait(time), null) : ([], "a time as 90m, 2h or 1d");
            case "service":
                return SimulatedFields.Read(line.Argument, out var fields) && simulator.Service(fields) is { } told
                    ? (told, null)
                    : ([], "a service that is being asked, and its answer as 'found=yes, place=12' or 'fails'");
            case "officer":
                var words = line.Argument.Split(' ', 2);
                return simulator.Officer(words[0], words.Length > 1 ? words[1] : "") is { } reply ? (reply, null) : ([], "an officer who can: claim, reply WORDS, release or close");
            default:
                return (simulator.Write(line.Argument), null);
        }
    }

    // The same talk is the same each time.
    private sealed class SeededChance : Ports.IChance
    {
        public void Fill(Span<byte> bytes) => bytes.Fill(7);
    }
}

/// <param name="Wrong">What was expected and did not come.</param>
/// <param name="Said">What came instead, by ids.</param>
internal sealed record TalkDifference(Place Place, string Act, IReadOnlyList<string> Wrong, IReadOnlyList<string> Said, IReadOnlyList<string> Texts);
