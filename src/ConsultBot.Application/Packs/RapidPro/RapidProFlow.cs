using System.Text;
using System.Text.Json;
using ConsultBot.Application.Packs.Yaml;

namespace ConsultBot.Application.Packs.RapidPro;

/// <summary>
/// One flow of nodes as steps one after another: a node's messages, then its question or table, then where it leads.
/// Its first node begins it.
/// </summary>
internal sealed class RapidProFlow
{
    private readonly JsonElement _flow;
    private readonly string _id;
    private readonly ILookup<string, string> _flows;
    private readonly RapidProReport _report;
    private readonly RapidProTexts _texts;
    private readonly IReadOnlyList<JsonElement> _nodes;
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<int, (JsonElement Action, string Where)> _questions = [];
    private readonly HashSet<string> _moved = new(StringComparer.Ordinal);
    private readonly HashSet<string> _slots = new(StringComparer.Ordinal);
    private readonly StringBuilder _yaml = new();

    // Puts the node's name on its first step.
    private string? _name;

    private bool _endIsNamed;

    public RapidProFlow(JsonElement flow, string id, ILookup<string, string> flows, RapidProReport report)
    {
        (_flow, _id, _flows, _report) = (flow, id, flows, report);
        _texts = new RapidProTexts(flow, report);
        _nodes = flow.List("nodes");
        foreach (var (at, node) in _nodes.Index())
            _numbers.TryAdd(node.Text("uuid"), at);

        Questions();
    }

    public string Yaml()
    {
        _texts.ReportLanguages();
        _yaml.Append("# A draft from RapidPro: fill in what is empty, then run check.\n");
        _yaml.Append("flow: ").Append(_id).Append("\ntopic: \"\"\ntitle: ").Append(_texts.Local("", "", _flow.Text("name"), "name")).Append("\nsteps:\n");
        foreach (var (at, node) in _nodes.Index())
            Node(at, node);

        if (_nodes.Count == 0)
            _yaml.Append("  []\n");
        if (_endIsNamed)
            Step("end: true", $"id: {RapidProQuestion.End}");

        return _yaml.ToString();
    }

    // A message right before a wait is the words of its question; the first node that leads there gives them.
    private void Questions()
    {
        foreach (var (at, node) in _nodes.Index())
        {
            foreach (var name in node.List("actions").Where(action => action.Text("type") == "set_run_result").Select(action => action.Text("name")))
                _slots.Add(RapidProNames.Id(name, "answer"));
            if (node.Map("router") is not { } router || router.Map("wait") is null)
                continue;

            _slots.Add(Slot(at, router));
            if (Last(node) is { } own)
            {
                _questions[at] = (own, $"nodes[{at}]");
                _moved.Add(own.Text("uuid"));
                continue;
            }

            foreach (var (from, before) in _nodes.Index())
            {
                if (Last(before) is { } action && before.Map("router") is null && before.List("exits").Any(exit => exit.Text("destination_uuid") == node.Text("uuid")))
                {
                    _questions[at] = (action, $"nodes[{from}]");
                    _moved.Add(action.Text("uuid"));
                    break;
                }
            }
        }
    }

    private static JsonElement? Last(JsonElement node) =>
        node.List("actions") is { Count: > 0 } actions && actions[^1].Text("type") == "send_msg" ? actions[^1] : null;

    private static string Slot(int at, JsonElement router) => RapidProNames.Id(router.Text("result_name"), FormattableString.Invariant($"answer-{at + 1}"));

    private void Node(int at, JsonElement node)
    {
        _name = Name(at);
        foreach (var (index, action) in node.List("actions").Index())
            Action(action, FormattableString.Invariant($"nodes[{at}].actions[{index}]"));

        if (node.Map("router") is not { } router)
        {
            Go(at, node.List("exits").Select(exit => exit.Text("destination_uuid")).FirstOrDefault() ?? "");
            return;
        }

        var ways = new RapidProWays(node, router);
        if (router.Map("wait") is not null)
            Ask(at, router, ways);
        else
            Split(at, router, ways);
    }

    private void Action(JsonElement action, string where)
    {
        switch (action.Text("type"))
        {
            case "send_msg":
                foreach (var _ in action.List("attachments").Take(1))
                    _report.NotTaken(where, "an attachment", "Name the picture's address in the text.");
                if (!_moved.Contains(action.Text("uuid")))
                    Step($"say: {_texts.Local(action.Text("uuid"), "text", action.Text("text"), where)}");
                break;
            case "set_run_result":
                Step($"set: {RapidProNames.Id(action.Text("name"), "answer")}", $"to: {YamlText.Quoted(_texts.Slots(action.Text("value"), where))}");
                break;
            case "enter_flow":
                var name = action.Map("flow")?.Text("name") ?? "";
                Step($"call: {_flows[name].FirstOrDefault() ?? RapidProNames.Id(name, "flow")}");
                if (action.Text("terminal") == "true")
                    Step("end: true");
                break;
            case "open_ticket":
                Step($"handOff: {{question: {YamlText.Quoted(_texts.Slots(action.Text("body") is { Length: > 0 } body ? body : action.Text("note"), where))}}}");
                break;
            case "call_webhook":
                _report.NotTaken(where, "a call of an outside address", "Let whoever runs the desk declare it under Services, and write a step 'service'.");
                break;
            case var type:
                _report.NotTaken(where, $"the action '{type}'", "Leave it out, or say it in a step.");
                break;
        }
    }

    private void Ask(int at, JsonElement router, RapidProWays ways)
    {
        var where = FormattableString.Invariant($"nodes[{at}].router");
        var question = new RapidProQuestion(router, Slot(at, router), ways, _texts, _report, where);
        var (action, from) = _questions.GetValueOrDefault(at);
        if (action.ValueKind == JsonValueKind.Undefined)
            _report.NotTaken(where, "a question without words of its own", "Write its 'text'.");

        var words = action.ValueKind == JsonValueKind.Undefined
            ? "{kk: \"\", ru: \"\", en: \"\"}"
            : _texts.Local(action.Text("uuid"), "text", action.Text("text"), from);
        Step([.. question.Lines(words, Target)]);
        if (question.Rows(Target) is { Count: > 0 } rows)
            Step([.. rows.Prepend("branch:")]);

        Go(at, question.After);
    }

    private void Split(int at, JsonElement router, RapidProWays ways)
    {
        var where = FormattableString.Invariant($"nodes[{at}].router");
        var operand = router.Text("operand");
        if (operand == "@child.run.status" || router.Text("type") != "switch")
        {
            if (router.Text("type") != "switch")
                _report.NotTaken(where, $"a split of kind '{router.Text("type")}'", "The first way is taken; write a 'branch'.");

            Go(at, ways.First);
            return;
        }

        var slot = RapidProNames.Id(operand.StartsWith("@results.", StringComparison.Ordinal) ? operand["@results.".Length..].Split('.')[0] : "", "");
        if (!_slots.Contains(slot))
        {
            _report.NotTaken(where, $"a split by {operand}", "Its last way is taken; ask for the value in a step, and write a 'branch'.");
            Go(at, ways.Default);
            return;
        }

        var rows = RapidProQuestion.Conditions(router, slot, ways, _report, where).Select(row => $"  - {{if: {YamlText.Quoted(row.If)}, goto: {Target(row.Destination)}}}").ToList();
        if (rows.Count > 0)
            Step([.. rows.Prepend("branch:")]);

        Go(at, ways.Default);
    }

    // Nowhere is the end; the node that follows needs no word.
    private void Go(int at, string destination)
    {
        if (destination.Length == 0 || !_numbers.TryGetValue(destination, out var target))
            Step("end: true");
        else if (target != at + 1)
            Step($"goto: {Name(target)}");
        else if (_name is not null)
            Step($"goto: {Name(target)}");
    }

    private string Target(string destination)
    {
        if (_numbers.TryGetValue(destination, out var at))
            return Name(at);

        _endIsNamed = true;
        return RapidProQuestion.End;
    }

    private static string Name(int at) => FormattableString.Invariant($"n{at + 1}");

    private void Step(params string[] lines)
    {
        foreach (var (at, line) in lines.Index())
        {
            _yaml.Append(at == 0 ? "  - " : "    ").Append(line).Append('\n');
            if (at == 0 && _name is not null && !line.EndsWith(':'))
                _yaml.Append("    id: ").Append(_name).Append('\n');
        }

        if (_name is not null && lines[0].EndsWith(':'))
            _yaml.Append("    id: ").Append(_name).Append('\n');

        _name = null;
    }
}
