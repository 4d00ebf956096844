using ConsultBot.Application.Packs.Yaml;
using ConsultBot.Domain.Dialogs;
using ConsultBot.Domain.Dialogs.Steps;

namespace ConsultBot.Application.Packs;

/// <summary>YAML to a flow; a step is told by its own key.</summary>
internal static class FlowReader
{
    private const string Kinds = "ask, choose, say, set, count, branch, goto, call, answer, service, handOff, rate or end";

    /// <param name="texts">Takes the texts that stand in the steps themselves.</param>
    public static Flow Read(MapReader reader, List<PackText> texts)
    {
        var title = reader.RequiredLocal("title");
        var id = reader.Text("flow");
        var steps = reader.Maps("steps").Select((row, index) => ReadStep(row, new InlineTexts(id, index + 1, texts))).OfType<Step>().ToList();
        var flow = new Flow(
            id, reader.Optional("topic"), title, reader.Local("label") ?? title,
            PackReader.ReadPhrasings(reader.Map("phrasings")), AskReader.Form(reader, "start"), steps, reader.Place);
        if (steps.Count == 0)
            reader.Report("steps", "flow-without-steps", "The flow has no steps", "Add 'steps' with at least one 'ask' or 'say'.");

        reader.Done();
        return flow;
    }

    private static Step? ReadStep(MapReader row, InlineTexts texts)
    {
        var id = row.Optional("id");
        var step = Spoken(row, id, texts) ?? Silent(row, id);
        if (step is null)
            row.Report("ask", "unknown-step", "This is no step", $"Begin it with {Kinds}.");

        row.Done();
        return step;
    }

    // Steps that say something.
    private static Step? Spoken(MapReader row, string? id, InlineTexts texts)
    {
        if (row.Has("ask") || row.Has("choose"))
            return AskReader.Read(row, id, texts);
        if (row.Has("say"))
            return new SayStep(id, texts.Read(row, "say", id), row.Place);
        if (row.Has("answer"))
            return new AnswerStep(id, TextTemplate.Parse(row.Text("answer")), row.Place);
        if (row.Has("service"))
            return ReadService(row, id, texts);
        if (row.Map("handOff") is { } handOff)
            return ReadHandOff(row, handOff, id, texts);

        return row.Has("rate") ? new RateStep(id, row.Place) : null;
    }

    private static Step? Silent(MapReader row, string? id)
    {
        if (row.Has("set"))
            return new SetStep(id, row.Text("set"), TextTemplate.Parse(row.Text("to")), row.Place);
        if (row.Has("count"))
            return new CountStep(id, row.Text("count"), row.Place);
        if (row.Has("branch"))
            return new BranchStep(id, [.. row.Maps("branch").Select(ReadRow)], row.Optional("else"), row.Place);
        if (row.Has("goto"))
            return new GotoStep(id, row.Text("goto"), row.Place);
        if (row.Has("call"))
            return new CallStep(id, row.Text("call"), row.Place);

        return row.Has("end") ? new EndStep(id, row.Place) : null;
    }

    private static BranchRow ReadRow(MapReader row)
    {
        var text = row.Text("if");
        var condition = text.Length == 0 ? null : Condition.Parse(text, out var fault);
        if (text.Length > 0 && condition is null)
        {
            Condition.Parse(text, out fault);
            row.Report("if", "bad-condition", $"The condition '{text}' {fault}", "Write comparisons such as 'children >= 4 and work = no'; =, !=, <, <=, >, >=, has, in, is set, is empty.");
        }

        var read = new BranchRow(condition, row.Text("goto"), row.Place);
        row.Done();
        return read;
    }

    private static HandOffStep ReadHandOff(MapReader row, MapReader handOff, string? id, InlineTexts texts)
    {
        var urgent = handOff.Optional("urgent");
        if (urgent is not (null or "true" or "false"))
            handOff.Report("urgent", "unknown-value", $"'urgent' is '{urgent}'", "Write true or false.");

        var step = new HandOffStep(
            id, Template(handOff, "topic"), Template(handOff, "region"), TextTemplate.Parse(handOff.Text("question")),
            handOff.Has("note") ? texts.Read(handOff, "note", id) : null, urgent == "true", row.Place);
        handOff.Done();
        return step;
    }

    private static ServiceStep ReadService(MapReader row, string? id, InlineTexts texts)
    {
        var name = row.Text("service");
        return new ServiceStep(
            id, name, row.Pairs("send").ToDictionary(value => value.Key, value => TextTemplate.Parse(value.Value), StringComparer.Ordinal),
            row.Pairs("keep"), row.Has("text") ? texts.Read(row, "text", id ?? name) : null, texts.ReadPart(row, "fallback", id ?? name, "fallback"),
            row.Optional("else"), row.Place);
    }

    private static TextTemplate? Template(MapReader row, string key) => row.Optional(key) is { } text ? TextTemplate.Parse(text) : null;
}
