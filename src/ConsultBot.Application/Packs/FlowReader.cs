using ConsultBot.Application.Packs.Yaml;
using ConsultBot.Domain.Dialogs;
using ConsultBot.Domain.Dialogs.Steps;

namespace ConsultBot.Application.Packs;

/// <summary>YAML to a flow; a step is told by its own key: ask, say, count, goto, handOff, end.</summary>
internal static class FlowReader
{
    private static readonly Dictionary<string, AskKind> _kinds = new(StringComparer.Ordinal)
    {
        ["text"] = AskKind.Text,
        ["number"] = AskKind.Number,
        ["choice"] = AskKind.Choice,
        ["topic"] = AskKind.Topic,
        ["region"] = AskKind.Region,
        ["form"] = AskKind.Form,
    };

    public static Flow Read(MapReader reader)
    {
        var title = reader.RequiredLocal("title");
        var steps = reader.Maps("steps").Select(ReadStep).OfType<Step>().ToList();
        var flow = new Flow(
            reader.Text("flow"), reader.Optional("topic"), title, reader.Local("label") ?? title,
            PackReader.ReadPhrasings(reader.Map("phrasings")), Form(reader, "start"), steps, reader.Place);
        if (steps.Count == 0)
            reader.Report("steps", "flow-without-steps", "The flow has no steps", "Add 'steps' with at least one 'ask' or 'say'.");

        reader.Done();
        return flow;
    }

    private static Step? ReadStep(MapReader row)
    {
        var id = row.Optional("id");
        Step? step = null;
        if (row.Has("ask"))
        {
            step = ReadAsk(row);
        }
        else if (row.Has("say"))
        {
            step = new SayStep(id, row.Text("say"), row.Place);
        }
        else if (row.Has("count"))
        {
            step = new CountStep(id, row.Text("count"), row.Place);
        }
        else if (row.Has("goto"))
        {
            step = new GotoStep(id, row.Text("goto"), row.Place);
        }
        else if (row.Map("handOff") is { } handOff)
        {
            step = new HandOffStep(id, Template(handOff, "topic"), Template(handOff, "region"), TextTemplate.Parse(handOff.Text("question")), row.Place);
            handOff.Done();
        }
        else if (row.Has("end"))
        {
            step = new EndStep(id, row.Place);
        }
        else
        {
            row.Report("ask", "unknown-step", "This is no step", "Begin it with ask, say, count, goto, handOff or end.");
        }

        row.Done();
        return step;
    }

    private static AskStep ReadAsk(MapReader row)
    {
        var choices = new List<StepChoice>();
        foreach (var choice in row.Maps("choices"))
        {
            choices.Add(new StepChoice(choice.Text("value"), choice.Text("label"), choice.Optional("goto"), choice.Place));
            choice.Done();
        }

        return new AskStep(
            row.Text("ask"), row.Choice("kind", _kinds), row.Text("text"), row.Text("retry"), row.Number("min"), row.Number("max"),
            choices, Form(row, "form"), row.Place);
    }

    private static TextTemplate? Template(MapReader row, string key) => row.Optional(key) is { } text ? TextTemplate.Parse(text) : null;

    private static InputForm? Form(MapReader row, string key)
    {
        if (row.Optional(key) is not { } text)
            return null;

        var form = InputForm.Parse(text);
        if (form is null)
            row.Report(key, "not-a-form", $"'{text}' has no slot", "Write fixed characters around one slot, such as \"a:{a}\".");

        return form;
    }
}
