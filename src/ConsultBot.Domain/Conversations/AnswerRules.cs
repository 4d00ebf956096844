using ConsultBot.Domain.Answers;
using ConsultBot.Domain.Dialogs;
using ConsultBot.Domain.Messages;

namespace ConsultBot.Domain.Conversations;

/// <summary>A question: answered from the pack, turned into a choice, or refused with a person offered. Never guessed.</summary>
internal static class AnswerRules
{
    public static void Question(TurnDraft draft, string text)
    {
        var parts = draft.State.Part;
        if (parts is not null)
        {
            text = $"{parts} {text}";
            draft.Timer(TimerKind.NextPart, "", null);
        }

        draft.State = draft.State with { LastQuestion = text, Part = null };
        var decision = draft.World.Index.Ask(text);
        draft.Mark("decision", $"{decision.Kind} {string.Join(' ', decision.Candidates.Select(found => FormattableString.Invariant($"{found.Entry}={found.Score:0.00}")))}".TrimEnd());
        switch (decision.Kind)
        {
            case AnswerKind.Answer when draft.World.Pack.Flow(decision.Best) is { } flow && draft.State.Owner == Owner.Bot:
                DialogEngine.Start(draft, flow, new Dictionary<string, string>(StringComparer.Ordinal));
                break;
            case AnswerKind.Answer when draft.World.Pack.Topic(decision.Best) is not null:
                Tell(draft, decision.Best!, text);
                break;
            case AnswerKind.Clarify or AnswerKind.Answer:
                draft.Unanswered(QuestionFate.Offered, decision.Candidates);
                Clarify(draft, decision.Candidates);
                break;
            case AnswerKind.Refuse when parts is null && draft.World.Settings.QuietMs > 0:
                draft.State = draft.State with { Part = text };
                draft.Timer(TimerKind.NextPart, "", draft.World.Now.AddMilliseconds(draft.World.Settings.QuietMs));
                break;
            default:
                draft.Unanswered(QuestionFate.Refused, decision.Candidates);
                Refuse(draft);
                break;
        }
    }

    /// <summary>No further part came: what was written is not understood.</summary>
    public static void NoNextPart(TurnDraft draft)
    {
        if (draft.State.Part is null)
            return;

        draft.State = draft.State with { Part = null };
        draft.Unanswered(QuestionFate.Refused, []);
        Refuse(draft);
    }

    /// <summary>Tells a topic's answer; an expired or missing one goes to a person instead of being told as true.</summary>
    /// <param name="question">The citizen's words, when there were any.</param>
    public static void Tell(TurnDraft draft, string topicId, string? question)
    {
        var topic = draft.World.Pack.Topic(topicId)!;
        draft.State = draft.State with { Topic = topicId, Misunderstood = 0, Pending = null };
        var body = Body(draft, topic);
        if (body is null)
        {
            draft.Reply.Say(draft.Text(topic.Answer is null ? "answer.none" : "answer.expired"));
            Escalation.Open(draft, new EscalationRequest(question ?? topic.Title.In(draft.Language), topicId, draft.State.Region));
            return;
        }

        var reply = draft.Reply;
        reply.Kind = MessageKind.Bot;
        reply.Topic = topicId;
        reply.Source = topic.Answer!.Source;
        reply.Say(body + "\n" + draft.Text("answer.source", ("source", topic.Answer.Source), ("date", DateWords.Date(topic.Answer.CheckedOn))));
        if (draft.State.Dialog is not null)
            return;

        reply.Question = draft.Text("answer.helped");
        reply.Offer(draft.Button(Press.Yes + PendingKind.Helped, "button.yes"), draft.Button(Press.No + PendingKind.Helped, "button.no"), MenuRules.Person(draft));
        draft.State = draft.State with { Pending = new PendingQuestion(PendingKind.Helped, topicId) };
        if (draft.State.Owner == Owner.Bot)
            Record(draft, topicId, question ?? topic.Title.In(draft.Language));
    }

    private static string? Body(TurnDraft draft, Topic topic)
    {
        var today = draft.World.Today;
        if (topic.Answer is not { } answer || answer.IsExpired(today))
            return null;

        var template = answer.In(draft.Language);
        var missing = false;
        var body = template.Fill(name =>
        {
            var words = FactFormat.Words(draft.World.Pack, name, today, draft.Language);
            missing |= words is null;
            return words;
        });
        return missing ? null : body.Trim();
    }

    /// <summary>A question that the bot answered is a consultation too: the charter counts it. Null when another consultation was opened in this turn.</summary>
    public static Consultation? Record(TurnDraft draft, string? topicId, string question)
    {
        if (draft.NumberUsed)
            return null;

        var world = draft.World;
        var consultation = new Consultation
        {
            Number = world.ReservedNumber,
            Unit = world.Register.UnitFor(topicId, world.Pack.Topic(topicId)?.Group, draft.State.Region, world.Today),
            Language = draft.Language,
            OpenedAt = world.Now,
            ClosedAt = world.Now,
            Question = question,
            Topic = topicId,
            Region = draft.State.Region,
            Status = ConsultationStatus.Closed,
            Outcome = Outcome.AnsweredByBot,
        };
        draft.NumberUsed = true;
        draft.Reply.Consultation = consultation.Number;
        draft.Save(consultation);
        Escalation.Remember(draft, consultation);
        return consultation;
    }

    private static void Clarify(TurnDraft draft, IReadOnlyList<Candidate> candidates)
    {
        draft.Reply.Kind = MessageKind.Prompt;
        draft.Reply.Say(draft.Text("clarify"));
        draft.Reply.Offer(
            candidates.Select(found => new Button(Press.Entry + found.Entry, draft.World.Pack.Label(found.Entry, draft.Language) ?? found.Entry))
                .Append(draft.Button(Press.Other, "button.other")).Append(MenuRules.Person(draft)));
    }

    private static void Refuse(TurnDraft draft)
    {
        if (draft.State.Owner == Owner.Queue)
        {
            Escalation.Note(draft);
            return;
        }

        if (draft.State.Language is null && !draft.State.Greeted)
        {
            LanguageRules.Greet(draft);
            return;
        }

        var times = draft.State.Misunderstood + 1;
        draft.State = draft.State with { Misunderstood = times };
        if (times == 1)
        {
            draft.Reply.Say(draft.Text("unclear.first", ("example", Example(draft))));
            draft.Reply.Offer(draft.Button(Press.Menu, "button.menu"), MenuRules.Person(draft));
            return;
        }

        draft.Reply.Say(draft.Text("unclear.second"));
        draft.State = draft.State with { Pending = new PendingQuestion(PendingKind.CallOfficer, null) };
        draft.Reply.Offer(draft.Button(Press.Yes + PendingKind.CallOfficer, "button.call"), draft.Button(Press.Menu, "button.menu"));
        OfferSimple(draft);
    }

    /// <summary>After two failures simple mode is offered, once.</summary>
    public static void OfferSimple(TurnDraft draft)
    {
        if (draft.State.Simple || draft.State.SimpleOffered)
            return;

        draft.State = draft.State with { SimpleOffered = true };
        draft.Reply.Say(draft.Text("simple.offer"));
        draft.Reply.Buttons.Add(draft.Button("i:simple", "button.simple"));
    }

    private static string Example(TurnDraft draft)
    {
        foreach (var id in draft.World.Pack.Data.Menu)
        {
            if (draft.World.Pack.Topic(id)?.Phrasings.In(draft.Language) is { Count: > 0 } phrasings)
                return phrasings[0];
        }

        return draft.Text("button.menu");
    }
}
