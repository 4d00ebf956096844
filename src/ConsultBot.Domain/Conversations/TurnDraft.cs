using System.Text;
using ConsultBot.Domain.Answers;
using ConsultBot.Domain.Journals;
using ConsultBot.Domain.Messages;
using ConsultBot.Domain.Queues;
using ConsultBot.Domain.Registers;

namespace ConsultBot.Domain.Conversations;

/// <summary>A turn in the making: the state as it changes and all that is to be committed with it.</summary>
internal sealed class TurnDraft(ConversationState state, World world)
{
    private readonly List<OutboundMessage> _messages = [];
    private readonly List<ChannelAct> _acts = [];
    private readonly Dictionary<string, Consultation> _consultations = new(StringComparer.Ordinal);
    private readonly List<TimerChange> _timers = [];
    private readonly List<JournalMark> _marks = [];
    private readonly List<UnansweredQuestion> _questions = [];
    private QueueFigures? _queue;
    private TypedText? _read;

    public World World { get; } = world;

    public ConversationState State { get; set; } = state with { Turns = state.Turns + 1 };

    public Reply Reply { get; private set; } = new();

    public Refusal? Refusal { get; set; }

    public bool Erase { get; set; }

    public bool NumberUsed { get; set; }

    /// <summary>The citizen typed a personal or business number whose check digit fits.</summary>
    public bool NumberFits { get; set; }

    /// <summary>When the citizen was last heard of, this input included: inputs may come late and out of order.</summary>
    public DateTimeOffset HeardAt
    {
        get
        {
            var heard = World.HeardAt ?? World.Now;
            return State.LastInboundAt > heard ? State.LastInboundAt.Value : heard;
        }
    }

    /// <summary>The citizen's language, the pack's default while it is unknown.</summary>
    public Language Language => State.Language ?? World.Pack.Data.DefaultLanguage;

    /// <summary>The queue in which the open consultation stands; noted in the journal, since the citizen is told of it.</summary>
    public QueueFigures Queue
    {
        get
        {
            if (_queue is null)
            {
                _queue = State.Consultation is { } open ? World.QueueOf(open.Unit) : QueueFigures.Empty;
                Mark("queue", FormattableString.Invariant($"place {_queue.Place}, online {_queue.OfficersOnline}, waits {_queue.RecentWaits.Count}"));
            }

            return _queue;
        }
    }

    public string Text(string id, params ReadOnlySpan<(string Name, string Value)> values) => World.Pack.Text(id, Language, values);

    /// <summary>A text as those see it who look for phrases; the same text is read once.</summary>
    public TypedText Read(string text) => _read?.Text == text ? _read : _read = World.Pack.Read(text);

    public Button Button(string value, string textId) => new(value, Text(textId));

    public void Mark(string name, string value) => _marks.Add(new JournalMark(name, value));

    /// <summary>Keeps the citizen's last question for those who write the pack.</summary>
    public void Unanswered(QuestionFate fate, IReadOnlyList<Candidate> candidates, string? entry = null)
    {
        if (State.LastQuestion is { } question)
            _questions.Add(new UnansweredQuestion(question, Language, fate, candidates, entry));
    }

    public void Act(ChannelAct act) => _acts.Add(act);

    public void Timer(TimerKind kind, string subject, DateTimeOffset? at) => _timers.Add(new TimerChange(kind, subject, at));

    /// <summary>Keeps a consultation's new shape, in the state as well when it is the open one.</summary>
    public void Save(Consultation consultation)
    {
        _consultations[consultation.Number] = consultation;
        if (State.Consultation?.Number == consultation.Number)
            State = State with { Consultation = consultation };
    }

    /// <summary>Sends a message of its own besides the turn's one reply: an officer's words.</summary>
    public void Send(MessageKind kind, string body, Signature signature, string? consultation, string? topic)
    {
        foreach (var part in MessageSplitter.Split(body, World.Channel.TextLimit - signature.Text.Length - 2))
            Emit(new OutboundMessage(kind, Language, part, signature, [], consultation, topic));
    }

    /// <summary>Signs for a topic as in force now.</summary>
    public Signature Sign(string? topic, SignatureForm form, OfficerTitle? officer = null)
    {
        var consultation = State.Consultation;
        var raised = consultation is not null && consultation.Topic == topic ? consultation.Raised : 0;
        var signature = World.Register.Sign(
            topic, World.Pack.Topic(topic)?.Group, State.Region, World.Today, Language, form, officer, raised);
        if (signature.Level > 0)
            Mark("signatureGap", $"{signature.Responsible}->{signature.SignedAt}");

        return signature;
    }

    /// <summary>Ends the turn: the paragraphs of the reply become one signed message, or several when it is too long.</summary>
    public Turn Finish()
    {
        if (Reply.Paragraphs.Count > 0)
            Compose();

        return new Turn
        {
            State = State,
            Messages = _messages,
            Acts = _acts,
            Consultations = [.. _consultations.Values],
            Timers = _timers,
            Marks = _marks,
            Questions = _questions,
            Refusal = Refusal,
            NumberUsed = NumberUsed,
            Erase = Erase,
        };
    }

    private void Compose()
    {
        var signature = Sign(Reply.Topic, Form());
        var body = string.Join("\n\n", Reply.Question is null ? Reply.Paragraphs : Reply.Paragraphs.Append(Reply.Question));
        var buttons = State.Simple ? [] : Reply.Buttons.Where(Fits).Take(World.Channel.MaxButtons).ToList();
        if (State.Simple && Reply.Buttons.Count > 0)
            body += "\n" + OutboundMessage.Numbered(Reply.Buttons);

        var room = World.Channel.TextLimit - signature.Text.Length - 2;
        if (World.Channel.ChoicesInText && buttons.Count > 0)
            room -= OutboundMessage.Numbered(buttons).Length + 1;

        var parts = MessageSplitter.Split(body, room);
        for (var i = 0; i < parts.Count; i++)
        {
            Emit(new OutboundMessage(
                Reply.Kind, Language, parts[i], signature, i == parts.Count - 1 ? buttons : [], State.Consultation?.Number ?? Reply.Consultation,
                Reply.Topic, Reply.Source, Reply.Urgent));
        }

        State = State with
        {
            Choices = Reply.Buttons.Count > 0 ? new OfferedChoices([.. Reply.Buttons]) : State.Choices,
            Last = new LastMessage(body, Reply.Kind, [.. Reply.Buttons], Reply.Topic, Reply.Source),
        };
        Reply = new Reply();
    }

    // What a channel cannot carry can still be typed.
    private bool Fits(Button button) => Encoding.UTF8.GetByteCount(button.Value) <= World.Channel.PartLimit;

    private SignatureForm Form()
    {
        if (State.Language is null)
            return SignatureForm.ThreeLanguages;

        return Reply.Short || State.Simple ? SignatureForm.Short : SignatureForm.Full;
    }

    private void Emit(OutboundMessage message) => _messages.Add(message);
}
