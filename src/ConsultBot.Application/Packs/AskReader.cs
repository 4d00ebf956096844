using ConsultBot.Application.Packs.Yaml;
using ConsultBot.Domain.Dialogs;
using ConsultBot.Domain.Dialogs.Steps;

namespace ConsultBot.Application.Packs;

/// <summary>YAML to a step that asks.</summary>
internal static class AskReader
{
    private static readonly Dictionary<string, AskKind> _kinds = new(StringComparer.Ordinal)
    {
        ["text"] = AskKind.Text,
        ["number"] = AskKind.Number,
        ["choice"] = AskKind.Choice,
        ["choices"] = AskKind.Choices,
        ["date"] = AskKind.Date,
        ["time"] = AskKind.Time,
        ["phone"] = AskKind.Phone,
        ["topic"] = AskKind.Topic,
        ["region"] = AskKind.Region,
        ["idNumber"] = AskKind.IdNumber,
        ["file"] = AskKind.File,
        ["location"] = AskKind.Location,
        ["form"] = AskKind.Form,
    };

    private static readonly Dictionary<string, bool> _yesNo = new(StringComparer.Ordinal) { ["true"] = true, ["false"] = false };

    public static AskStep Read(MapReader row, string? id, InlineTexts texts)
    {
        var chooses = row.Has("choose");
        var slot = row.Text(chooses ? "choose" : "ask");
        var name = id ?? slot;
        return new AskStep(id, slot, chooses ? AskKind.Choice : row.Choice("kind", _kinds), texts.Read(row, "text", name), row.Place)
        {
            Retry = ReadRetry(row, name, texts),
            Min = row.Number("min"),
            Max = row.Number("max"),
            From = row.Optional("from"),
            To = row.Optional("to"),
            Choices = [.. row.Maps("choices").Select(choice => ReadChoice(choice, name, texts))],
            Form = Form(row, "form"),
            Optional = row.Has("optional") && row.Choice("optional", _yesNo),
            Limit = row.Number("limit") ?? AskStep.DefaultLimit,
            Timeout = ReadTimeout(row.Map("timeout")),
        };
    }

    /// <summary>A form such as <c>a:{a}</c>; null when there is none.</summary>
    public static InputForm? Form(MapReader row, string key)
    {
        if (row.Optional(key) is not { } text)
            return null;

        var form = InputForm.Parse(text);
        if (form is null)
            row.Report(key, "not-a-form", $"'{text}' has no slot", "Write fixed characters around one slot, such as \"a:{a}\".");

        return form;
    }

    private static StepTimeout? ReadTimeout(MapReader? row)
    {
        if (row is null)
            return null;

        var read = new StepTimeout(row.Duration("remind"), row.Duration("after"), row.Optional("goto"));
        row.Done();
        return read;
    }

    private static StepChoice ReadChoice(MapReader choice, string name, InlineTexts texts)
    {
        var value = choice.Text("value");
        var read = new StepChoice(value, texts.ReadLabel(choice, "label", name, value), choice.Optional("goto"), choice.Place);
        choice.Done();
        return read;
    }

    // One text for every reason, or one a reason.
    private static Dictionary<string, string> ReadRetry(MapReader row, string name, InlineTexts texts)
    {
        var retry = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!row.Has("retry"))
            return retry;

        var reasons = row.IsMap("retry") ? row.Map("retry")! : null;
        if (reasons is null || reasons.Names.Contains("kk", StringComparer.Ordinal))
        {
            retry[AskStep.AnyReason] = texts.ReadPart(row, "retry", name, "retry");
            return retry;
        }

        foreach (var reason in AskStep.Reasons.Where(reasons.Has))
            retry[reason] = texts.ReadPart(reasons, reason, name, reason);

        reasons.Done();
        return retry;
    }
}
