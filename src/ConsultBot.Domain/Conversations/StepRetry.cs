using System.Globalization;
using ConsultBot.Domain.Dialogs.Steps;

namespace ConsultBot.Domain.Conversations;

/// <summary>What is said when an input does not fit: the step's own words for the reason, else the desk's.</summary>
internal static class StepRetry
{
    public static string Words(TurnDraft draft, AskStep ask, StepReading reading)
    {
        var id = ask.Retry.GetValueOrDefault(reading.Reason) ?? ask.Retry.GetValueOrDefault(AskStep.AnyReason) ?? Default(ask, reading.Reason);
        return DialogWords.Pack(draft).Template(id, draft.Language).Fill(name => name switch
        {
            "min" => Number(ask.Min),
            "max" => Number(ask.Max),
            "from" => Limit(draft, ask.From),
            "to" => Limit(draft, ask.To),
            _ => draft.State.Dialog?.Slots.GetValueOrDefault(name),
        });
    }

    private static string Default(AskStep ask, string reason) => ask.Kind switch
    {
        AskKind.Text => reason == "long" ? "ask.text.long" : "ask.text.short",
        AskKind.Number => reason switch
        {
            "low" => "ask.number.low",
            "high" => "ask.number.high",
            _ => "ask.number.wrong",
        },
        AskKind.Choices => reason switch
        {
            "few" => "ask.choices.few",
            "many" => "ask.choices.many",
            _ => "ask.choice.wrong",
        },
        AskKind.Date => reason switch
        {
            "early" => "ask.date.early",
            "late" => "ask.date.late",
            _ => "ask.date.wrong",
        },
        AskKind.Time => reason switch
        {
            "early" => "ask.time.early",
            "late" => "ask.time.late",
            _ => "ask.time.wrong",
        },
        AskKind.IdNumber => reason == "checksum" ? "ask.id.checksum" : "ask.id.wrong",
        AskKind.Phone => "ask.phone.wrong",
        AskKind.Topic => "ask.topic.wrong",
        AskKind.Region => "ask.region.wrong",
        AskKind.File => "ask.file.wrong",
        AskKind.Location => "ask.location.wrong",
        AskKind.Form => ask.Text,
        _ => "ask.choice.wrong",
    };

    private static string? Number(long? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string? Limit(TurnDraft draft, string? limit) =>
        StepInput.Day(limit, draft.World.Today) is { } day ? DateWords.Date(day) : limit;
}
