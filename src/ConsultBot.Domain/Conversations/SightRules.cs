using ConsultBot.Domain.Registers;

namespace ConsultBot.Domain.Conversations;

/// <summary>Tells what was looked up: another chat's talon by its code, or who signed a message.</summary>
internal static class SightRules
{
    public static bool Takes(TurnDraft draft)
    {
        if (draft.Sight is not { } sight)
            return false;

        draft.Mark("interrupt", sight.Subject is null ? "genuine" : "status");
        draft.State = draft.State with { Pending = null };
        draft.Reply.Say(sight switch
        {
            { TooMany: true } => draft.Text("status.toomany"),
            { Talon: { } talon } => Talon(draft, talon),
            { Message: { } message } => draft.Text(
                "genuine.yes", ("time", Moment(draft, message.At)), ("consultation", message.Consultation ?? "—"), ("signed", message.Signed)),
            { Subject: { } number } => draft.Text("status.missing", ("number", number), ("pattern", TalonNumber.Pattern)),
            _ => draft.Text("genuine.missing"),
        });
        return true;
    }

    private static string Talon(TurnDraft draft, Consultation talon)
    {
        var signature = draft.World.Register.Sign(
            talon.Topic, draft.World.Pack.Topic(talon.Topic)?.Group, talon.Region, draft.World.Today, draft.Language, SignatureForm.Full, raised: talon.Raised);
        return talon.Status == ConsultationStatus.Closed
            ? draft.Text(
                "status.closed", ("number", talon.Number), ("outcome", draft.Text("outcome." + StatusRules.OutcomeId(talon.Outcome))),
                ("date", Moment(draft, talon.ClosedAt ?? draft.World.Now)))
            : draft.Text(
                "status.found", ("number", talon.Number), ("state", draft.Text(talon.Status == ConsultationStatus.Queued ? "state.queued" : "state.officer")),
                ("due", Escalation.DueText(draft, talon)), ("official", signature.Official), ("position", signature.Position));
    }

    private static string Moment(TurnDraft draft, DateTimeOffset at) => DateWords.Moment(TimeZoneInfo.ConvertTime(at, draft.World.Zone).DateTime);
}
