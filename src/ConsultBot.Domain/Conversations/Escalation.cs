using System.Globalization;
using ConsultBot.Domain.Conversations.Events;
using ConsultBot.Domain.Dialogs;
using ConsultBot.Domain.Queues;

namespace ConsultBot.Domain.Conversations;

/// <summary>From the bot to the queue: a consultation with a number, a due time and an honest word on the wait.</summary>
internal static class Escalation
{
    private const int ClosedKept = 5;

    public static void Open(TurnDraft draft, EscalationRequest request)
    {
        if (draft.State.Owner == Owner.Queue)
        {
            Place(draft);
            return;
        }

        if (draft.State.Owner == Owner.Officer)
            return;

        var (consultation, code) = Make(draft, request);
        draft.State = draft.State with { Owner = Owner.Queue, Consultation = consultation, Dialog = null, Pending = null, Misunderstood = 0 };
        draft.NumberUsed = true;
        draft.Save(consultation);
        if (consultation.Due is { } due)
            draft.Timer(TimerKind.Due, consultation.Number, due);

        draft.Reply.Topic = request.Topic;
        Announce(draft, consultation, code, request.Quiet);
        draft.Reply.Offer(draft.Button(Press.Wait, "button.wait"), draft.Button(Press.Leave, "button.leave"), draft.Button(Press.Menu, "button.menu"));
    }

    /// <summary>An input that could not be read: the citizen hears it and gets a person.</summary>
    public static void Parked(TurnDraft draft, InputParked parked)
    {
        draft.Mark("parked", parked.Reason);
        if (draft.State.Owner == Owner.Bot)
        {
            var (consultation, _) = Make(draft, new EscalationRequest(parked.Reason, draft.State.Topic, draft.State.Region));
            draft.State = draft.State with { Owner = Owner.Queue, Consultation = consultation, Dialog = null, Pending = null };
            draft.NumberUsed = true;
            draft.Save(consultation);
            if (consultation.Due is { } due)
                draft.Timer(TimerKind.Due, consultation.Number, due);
        }

        draft.Reply.Topic = draft.State.Consultation!.Topic;
        draft.Reply.Say(draft.Text("error.ours", ("number", draft.State.Consultation.Number)));
    }

    /// <summary>Place and expected wait of a consultation that waits.</summary>
    public static void Place(TurnDraft draft)
    {
        if (draft.State.Owner != Owner.Queue)
        {
            Press.Old(draft);
            return;
        }

        draft.Reply.Topic = draft.State.Consultation!.Topic;
        draft.Reply.Short = true;
        draft.Reply.Say(PlaceWords(draft));
        draft.Reply.Offer(draft.Button(Press.Leave, "button.leave"), draft.Button(Press.Menu, "button.menu"));
    }

    /// <summary>More words of a citizen who waits go to the question.</summary>
    public static void Note(TurnDraft draft)
    {
        draft.Reply.Topic = draft.State.Consultation!.Topic;
        draft.Reply.Short = true;
        draft.Reply.Say(draft.Text("queue.noted") + "\n" + PlaceWords(draft));
    }

    public static void Withdraw(TurnDraft draft)
    {
        var open = draft.State.Consultation!;
        draft.Reply.Topic = open.Topic;
        draft.Reply.Say(draft.Text("withdrawn"));
        Close(draft, open, Outcome.Withdrawn);
    }

    /// <summary>Ends the open consultation; the bot owns the conversation again.</summary>
    public static void Close(TurnDraft draft, Consultation open, Outcome outcome)
    {
        var closed = open with { Status = ConsultationStatus.Closed, Outcome = outcome, ClosedAt = draft.World.Now };
        draft.Save(closed);
        draft.Timer(TimerKind.Due, open.Number, null);
        draft.Timer(TimerKind.OfficerSilent, open.Number, null);
        draft.Reply.Consultation = open.Number;
        draft.State = draft.State with { Owner = Owner.Bot, Consultation = null, Pending = null, Choices = null };
        Remember(draft, closed);
    }

    public static void Remember(TurnDraft draft, Consultation closed) =>
        draft.State = draft.State with
        {
            Closed = [closed, .. draft.State.Closed.Where(other => other.Number != closed.Number).Take(ClosedKept - 1)],
        };

    public static string DueText(TurnDraft draft, Consultation consultation) => consultation.Due is { } due
        ? DateWords.Moment(TimeZoneInfo.ConvertTime(due, draft.World.Zone).DateTime)
        : draft.Text("due.unknown");

    /// <summary>The instant by which an answer is promised; null when the calendar does not reach that far.</summary>
    public static DateTimeOffset? Due(World world, string? topic)
    {
        var local = world.Calendar.Due(world.LocalNow, world.Pack.DueMinutes(topic) ?? world.Settings.DueWorkingMinutes);
        return local is { } due ? new DateTimeOffset(due, world.Zone.GetUtcOffset(due)).ToUniversalTime() : null;
    }

    private static (Consultation Consultation, string Code) Make(TurnDraft draft, EscalationRequest request)
    {
        var world = draft.World;
        var code = CheckCode.Make(world.Chance.Span);
        var consultation = new Consultation
        {
            Number = world.ReservedNumber,
            Unit = world.Register.UnitFor(request.Topic, world.Pack.Topic(request.Topic)?.Group, request.Region, world.Today),
            Language = draft.Language,
            OpenedAt = world.Now,
            QueuedAt = world.Now,
            Question = request.Question ?? draft.Text("button.person"),
            Topic = request.Topic,
            Region = request.Region,
            Urgent = request.Urgent,
            Priority = world.Pack.Topic(request.Topic)?.Priority ?? TopicPriority.Normal,
            Due = Due(world, request.Topic),
            CodeHash = CheckCode.Hash(world.Settings.CodeKey.Span, world.ReservedNumber, code),
            Raised = request.Raised,
        };
        return (consultation, code);
    }

    private static void Announce(TurnDraft draft, Consultation consultation, string code, bool quiet)
    {
        var talon = draft.Text("talon.given", ("number", consultation.Number), ("code", code), ("due", DueText(draft, consultation)));
        if (quiet)
        {
            draft.Reply.Say(talon);
            return;
        }

        var local = draft.World.LocalNow;
        if (!draft.World.Calendar.IsOpen(local))
        {
            draft.Reply.Say(Away(draft, local));
            draft.Reply.Say(talon);
        }
        else if (draft.Queue.OfficersOnline == 0)
        {
            draft.Reply.Say(draft.Text("human.none", ("number", consultation.Number), ("code", code), ("due", DueText(draft, consultation))));
        }
        else
        {
            draft.Reply.Say(ExpectedWait.Minutes(draft.Queue.RecentWaits) is { } minutes
                ? draft.Text("human.queued", ("place", Press.Text(draft.Queue.Place)), ("minutes", Press.Text(minutes)))
                : draft.Text("queue.unknown", ("place", Press.Text(draft.Queue.Place))));
            draft.Reply.Say(talon);
        }
    }

    private static string Away(TurnDraft draft, DateTime local)
    {
        var (pack, language) = (draft.World.Pack, draft.Language);
        if (draft.World.Calendar.NextOpen(local) is not { } open)
            return draft.Text("queue.unknown", ("place", Press.Text(draft.Queue.Place)));

        var day = DateWords.Day(open, pack, language);
        return draft.World.Calendar.Day(DateOnly.FromDateTime(local))?.Name is { } holiday
            ? draft.Text("away.holiday", ("holiday", holiday.In(language)), ("day", day), ("time", DateWords.Time(open)))
            : draft.Text("away", ("day", day), ("time", DateWords.Time(open)));
    }

    private static string PlaceWords(TurnDraft draft) =>
        draft.Queue.OfficersOnline > 0 && ExpectedWait.Minutes(draft.Queue.RecentWaits) is { } minutes
            ? draft.Text(
                "queue.update", ("place", Press.Text(draft.Queue.Place)), ("minutes", minutes.ToString(CultureInfo.InvariantCulture)),
                ("time", DateWords.Time(draft.World.LocalNow)))
            : draft.Text("queue.unknown", ("place", Press.Text(draft.Queue.Place)));
}
