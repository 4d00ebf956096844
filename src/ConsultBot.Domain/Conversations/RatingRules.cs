using System.Globalization;
using ConsultBot.Domain.Messages;
using ConsultBot.Domain.Registers;

namespace ConsultBot.Domain.Conversations;

/// <summary>Two questions at most after a consultation, each one press, never at night; a bad mark opens the way to the next official.</summary>
internal static class RatingRules
{
    private const int QuietFromHour = 22;
    private const int QuietToHour = 8;
    private const int BadFrom = 2;

    /// <summary>When to ask: shortly after closing, or in the morning.</summary>
    public static DateTimeOffset At(World world)
    {
        var local = TimeZoneInfo.ConvertTime(world.Now.AddMinutes(world.Settings.RatingDelayMinutes), world.Zone).DateTime;
        if (local.Hour >= QuietFromHour)
            local = local.Date.AddDays(1).AddHours(QuietToHour);
        else if (local.Hour < QuietToHour)
            local = local.Date.AddHours(QuietToHour);

        return new DateTimeOffset(local, world.Zone.GetUtcOffset(local)).ToUniversalTime();
    }

    /// <summary>The rating's time came.</summary>
    public static void Ask(TurnDraft draft, string number)
    {
        var state = draft.State;
        var closed = state.Closed.FirstOrDefault(consultation => consultation.Number == number);
        if (closed is null || state.Owner != Owner.Bot || state.Stopped || state.Unreachable || state.Dialog is not null)
        {
            draft.Mark("rating", "skipped");
            return;
        }

        AskFor(draft, closed);
    }

    public static void AskFor(TurnDraft draft, Consultation closed) => Question(draft, closed, PendingKind.RateAnswer);

    /// <summary>A rating button: number, part, points or "skip".</summary>
    public static void Rated(TurnDraft draft, string[] parts)
    {
        var closed = parts.Length == 3 ? draft.State.Closed.FirstOrDefault(consultation => consultation.Number == parts[0]) : null;
        if (closed is null)
        {
            Press.Old(draft);
            return;
        }

        Take(draft, closed, parts[1] == "a" ? PendingKind.RateAnswer : PendingKind.RateOfficer, Points(parts[2]));
    }

    /// <summary>Typed points while a rating is asked; false when the text is something else, which skips the rating.</summary>
    public static bool Typed(TurnDraft draft, PendingQuestion pending, string text)
    {
        if (draft.State.Closed.FirstOrDefault(consultation => consultation.Number == pending.Subject) is not { } closed || Points(text.Trim()) is not { } points)
            return false;

        Take(draft, closed, pending.Kind, points);
        return true;
    }

    /// <summary>Names the next level's official, never the one complained of, and the formal way.</summary>
    public static void OfferComplaint(TurnDraft draft, string? number)
    {
        var closed = draft.State.Closed.FirstOrDefault(consultation => consultation.Number == number);
        var next = Next(draft, closed, out var isHead);
        draft.Reply.Topic = closed?.Topic;
        draft.Reply.Say(draft.Text(
            isHead ? "complaint.offer.head" : "complaint.offer", ("nextOfficial", next.Official), ("nextPosition", next.Position),
            ("formalWay", draft.World.Pack.Data.FormalWay.In(draft.Language))));
        PendingRules.Offer(draft, PendingKind.Complaint, number);
    }

    /// <summary>The complaint goes on as a consultation one level higher.</summary>
    public static void SendComplaint(TurnDraft draft, string? number)
    {
        var closed = draft.State.Closed.FirstOrDefault(consultation => consultation.Number == number);
        var next = Next(draft, closed, out _);
        Escalation.Open(draft, new EscalationRequest(
            $"{draft.Text("button.complain")}: {number ?? draft.State.LastQuestion ?? "-"}", closed?.Topic, closed?.Region, Raised: next.Raised));
        if (draft.State.Consultation is { } open)
        {
            draft.Reply.SayFirst(draft.Text(
                "complaint.sent", ("nextOfficial", next.Official), ("nextPosition", next.Position), ("number", open.Number),
                ("due", Escalation.DueText(draft, open))));
        }
    }

    private static void Take(TurnDraft draft, Consultation closed, PendingKind kind, int? points)
    {
        draft.State = draft.State with { Pending = null };
        var again = kind == PendingKind.RateAnswer ? closed.AnswerRating : closed.OfficerRating;
        if (again is not null)
        {
            Press.Old(draft);
            return;
        }

        if (points is not null)
        {
            closed = kind == PendingKind.RateAnswer ? closed with { AnswerRating = points } : closed with { OfficerRating = points };
            draft.Save(closed);
            Escalation.Remember(draft, closed);
            draft.Mark("rating", $"{closed.Number} {kind} {points}");
        }

        if (kind == PendingKind.RateAnswer && closed.Officer is not null && draft.State.Owner == Owner.Bot)
            Question(draft, closed, PendingKind.RateOfficer);
        else
            draft.Reply.Say(draft.Text(closed.AnswerRating is null && closed.OfficerRating is null ? "rate.skip" : "rate.thanks"));

        if (points is <= BadFrom && draft.State.Owner == Owner.Bot && draft.State.Pending is null)
            OfferComplaint(draft, closed.Number);
    }

    private static void Question(TurnDraft draft, Consultation closed, PendingKind kind)
    {
        draft.Reply.Kind = MessageKind.Prompt;
        draft.Reply.Topic = closed.Topic;
        draft.Reply.Consultation = closed.Number;
        draft.Reply.Say(kind == PendingKind.RateAnswer
            ? draft.Text("rate.answer")
            : draft.Text("rate.officer", ("officer", draft.World.Register.Person(closed.Officer!.Person)?.Name(draft.Language) ?? closed.Officer.Person)));
        draft.Reply.Offer(Enumerable.Range(1, 5).Select(points => new Button(Press.RatingValue(closed.Number, kind, Press.Text(points)), Press.Text(points)))
            .Append(draft.Button(Press.RatingValue(closed.Number, kind, "skip"), "button.skip")).Append(MenuRules.Person(draft)));
        draft.State = draft.State with { Pending = new PendingQuestion(kind, closed.Number) };
    }

    // Another person than the one complained of; above the head there is nobody.
    private static Signature Next(TurnDraft draft, Consultation? closed, out bool isHead)
    {
        var (register, group, today) = (draft.World.Register, draft.World.Pack.Topic(closed?.Topic)?.Group, draft.World.Today);
        var raised = closed?.Raised ?? 0;
        var above = register.RaisedAbove(closed?.Topic, group, closed?.Region, today, raised);
        isHead = above is null;
        return register.Sign(closed?.Topic, group, closed?.Region, today, draft.Language, SignatureForm.Full, raised: above ?? raised);
    }

    private static int? Points(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var points) && points is >= 1 and <= 5 ? points : null;
}
