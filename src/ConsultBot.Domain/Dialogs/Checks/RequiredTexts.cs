using ConsultBot.Domain.Problems;

namespace ConsultBot.Domain.Dialogs.Checks;

/// <summary>Texts that the desk itself says: <c>text-missing</c>.</summary>
public static class RequiredTexts
{
    public static IReadOnlyList<string> Ids { get; } =
    [
        "first.hello", "first.how", "first.privacy", "lang.set", "lang.offer", "menu.title", "menu.old",
        "answer.source", "answer.helped", "answer.helped.yes", "answer.helped.no", "answer.none", "answer.expired",
        "clarify", "unclear.first", "unclear.second", "human.queued", "human.none", "human.offer", "queue.update", "queue.unknown",
        "queue.left", "queue.noted", "away", "away.holiday", "talon.given", "due.unknown", "withdrawn", "officer.joined", "officer.left",
        "consult.closed", "consult.refused", "status.waiting", "status.officer", "status.closed", "status.none", "status.code", "status.missing", "status.toomany", "status.found", "genuine.how", "genuine.missing", "genuine.yes", "state.queued", "state.officer",
        "late.sorry", "late.sorry.head", "rate.answer", "rate.officer", "rate.thanks", "rate.skip", "rate.limit", "complaint.offer", "complaint.offer.head", "complaint.sent",
        "media.voice", "media.photo", "media.sticker", "text.long", "error.ours", "urgent", "urgent.numbers", "private.data",
        "simple.on", "simple.offer", "cancelled", "stop.done", "who", "delete.ask", "delete.done", "delete.kept", "group.private",
        "resume", "recalled", "file.sent", "button.done",
        "ask.topic.wrong", "ask.region.wrong", "ask.text.short", "ask.text.long", "ask.number.wrong", "ask.number.low", "ask.number.high",
        "ask.choice.wrong", "ask.choices.few", "ask.choices.many", "ask.date.wrong", "ask.date.early", "ask.date.late",
        "ask.time.wrong", "ask.time.early", "ask.time.late", "ask.phone.wrong", "ask.id.wrong", "ask.id.checksum",
        "ask.file.wrong", "ask.location.wrong", "ask.reminder", "ask.timeout", "service.wait", "thanks", "greeting", "repeat.none", "back.none", "note.unavailable",
        "button.person", "button.menu", "button.back", "button.more", "button.yes", "button.no", "button.other", "button.wait",
        "button.leave", "button.skip", "button.simple", "button.complain", "button.call", "button.kk", "button.ru", "button.en",
        .. Enumerable.Range(1, 7).Select(day => FormattableString.Invariant($"weekday.{day}")),
        .. Enumerable.Range(1, 12).Select(month => FormattableString.Invariant($"month.{month}")),
        "outcome.answered_by_bot", "outcome.answered_by_human", "outcome.withdrawn", "outcome.refused", "outcome.no_reply",
    ];

    internal static void Check(Pack pack, List<Problem> problems)
    {
        foreach (var id in Ids.Where(id => !pack.HasText(id)))
            problems.Add(Problem.Error(pack.Data.Place, "text-missing", $"The text '{id}' is missing", "Add it under 'texts' in kk, ru and en."));
    }
}
