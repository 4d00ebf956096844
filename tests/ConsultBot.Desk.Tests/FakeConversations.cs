using System.Runtime.CompilerServices;
using System.Threading.Channels;
using ConsultBot.Application.Consultations;
using ConsultBot.Application.Ports;
using ConsultBot.Domain.Conversations;
using ConsultBot.Domain.Conversations.Events;
using ConsultBot.Domain.Journals;
using ConsultBot.Domain.Messages;

namespace ConsultBot.Desk.Tests;

/// <summary>Conversations in memory: every citizen's word is answered by one signed message, every claim wins once.</summary>
internal sealed class FakeConversations(FakeRegister register, TimeProvider time) : IInbox, IConversationReader, ITurnFeed
{
    private readonly Dictionary<CitizenAddress, long> _ids = [];
    private readonly Dictionary<long, List<TranscriptTurn>> _turns = [];
    private readonly Dictionary<string, ConsultationRow> _consultations = [];
    private readonly HashSet<string> _keys = [];
    private readonly List<Channel<FeedEvent>> _readers = [];
    private readonly Lock _gate = new();

    public bool Closed { get; set; }

    public List<RawInput> Inputs { get; } = [];

    public long Conversation(CitizenAddress address)
    {
        lock (_gate)
        {
            if (!_ids.TryGetValue(address, out var id))
            {
                id = _ids[address] = 4821 + _ids.Count;
                _turns[id] = [];
            }

            return id;
        }
    }

    public void Add(CitizenAddress address, Consultation consultation) =>
        _consultations[consultation.Number] = new ConsultationRow(Conversation(address), address, consultation);

    public void Turn(CitizenAddress address, ConversationEvent e, params (OutboundMessage Message, OutboxState State)[] messages)
    {
        var id = Conversation(address);
        lock (_gate)
        {
            var turns = _turns[id];
            var record = new TurnRecord(time.GetUtcNow(), 1, 1, Owner.Bot, e, [.. messages.Select(pair => pair.Message)], [], null, "", "");
            turns.Add(new TranscriptTurn(
                turns.Count + 1, turns.Count + 1, time.GetUtcNow(), record,
                [.. messages.Select((pair, i) => new MessageDelivery((turns.Count * 10) + i + 1, pair.State, pair.State == OutboxState.Rejected ? "chat not found" : null, 0))]));
        }

        Publish(new FeedEvent(1, id, address, [FakeRegister.Unit]));
    }

    public Task<string?> CodeHash(string number, CancellationToken cancellationToken) =>
        Task.FromResult(_consultations.GetValueOrDefault(number)?.Consultation.CodeHash);

    public Task<CitizenAddress?> Citizen(string channel, string address, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task Accept(IReadOnlyList<RawInput> inputs, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<TurnReceipt> Submit(RawInput input, CancellationToken cancellationToken)
    {
        if (Closed)
            throw new InboxClosedException("The desk is stopping.");

        Inputs.Add(input);
        var duplicate = !_keys.Add(input.Key);
        var refusal = duplicate ? null : input.Source == InputSource.Channel ? Answer(input) : Change(input, JsonForm.ReadEvent(input.Bytes.Span));
        return Task.FromResult(new TurnReceipt(Conversation(input.Address), duplicate, refusal));
    }

    public Task<IReadOnlyList<TranscriptTurn>> Transcript(long conversation, long after, int limit, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<TranscriptTurn>>([.. _turns[conversation].Where(turn => turn.Sequence > after).Take(limit)]);
        }
    }

    public Task<long?> Find(CitizenAddress address, CancellationToken cancellationToken) =>
        Task.FromResult(_ids.TryGetValue(address, out var id) ? id : (long?)null);

    public Task<ConversationRow?> Conversation(long conversation, CancellationToken cancellationToken)
    {
        var address = _ids.First(pair => pair.Value == conversation).Key;
        var open = _consultations.Values.FirstOrDefault(row => row.Address == address && row.Consultation.Status != ConsultationStatus.Closed);
        return Task.FromResult<ConversationRow?>(
            new ConversationRow(conversation, address, new ConversationState { Consultation = open?.Consultation }));
    }

    public Task<ConsultationRow?> Consultation(string number, CancellationToken cancellationToken) =>
        Task.FromResult(_consultations.GetValueOrDefault(number));

    public Task<IReadOnlyList<ConsultationRow>> Open(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<ConsultationRow>>(
        [.. _consultations.Values.Where(row => row.Consultation.Status != ConsultationStatus.Closed)]);

    Task<IReadOnlyList<ConsultationRow>> IConversationReader.Closed(
        IReadOnlyList<string> units, int limit, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<ConsultationRow>>(
        [.. _consultations.Values.Where(row => row.Consultation.Status == ConsultationStatus.Closed && units.Contains(row.Consultation.Unit)).Take(limit)]);

    public Task<IReadOnlyDictionary<string, IReadOnlyList<TimeSpan>>> RecentWaits(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, IReadOnlyList<TimeSpan>>>(new Dictionary<string, IReadOnlyList<TimeSpan>>());

    public bool HasReaders => true;

    public void Publish(FeedEvent e)
    {
        lock (_gate)
        {
            _readers.ForEach(reader => reader.Writer.TryWrite(e));
        }
    }

    public async IAsyncEnumerable<FeedEvent> Subscribe([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var channel = Channel.CreateUnbounded<FeedEvent>();
        lock (_gate)
        {
            _readers.Add(channel);
        }

        await foreach (var e in channel.Reader.ReadAllAsync(cancellationToken))
        {
            yield return e;
        }
    }

    public OutboundMessage Message(string body, Language language = Language.Kk, bool human = false, params Button[] buttons) =>
        new(human ? MessageKind.Human : MessageKind.Bot, language, body, register.Sign(language, human), buttons);

    private Refusal? Answer(RawInput input)
    {
        var read = WebChatInput.Read(input.Bytes.Span);
        Turn(
            input.Address, read.Press is null ? new CitizenWrote(read.Text!) : new CitizenPressed(read.Press),
            (Message("Түсіндім.", Language.Kk, human: false, new Button("flow:1", "Иә")), OutboxState.Sent));
        return null;
    }

    private Refusal? Change(RawInput input, ConversationEvent e)
    {
        var row = _consultations.Values.First(row => row.Address == input.Address);
        switch (e)
        {
            case OfficerClaimed claimed when row.Consultation.Status != ConsultationStatus.Queued:
                return new Refusal("claim.lost", row.Consultation.Officer!.Person);
            case OfficerClaimed claimed:
                Add(row.Address, row.Consultation with { Status = ConsultationStatus.WithOfficer, Officer = claimed.Officer });
                Turn(row.Address, e);
                return null;
            case OfficerReplied replied:
                Turn(row.Address, e, (Message(replied.Text, row.Consultation.Language, human: true), OutboxState.Sent));
                return null;
            case OfficerClosed closed:
                Add(row.Address, row.Consultation with { Status = ConsultationStatus.Closed, Outcome = closed.Outcome, ClosedAt = time.GetUtcNow() });
                Turn(row.Address, e);
                return null;
            default:
                Add(row.Address, row.Consultation with { Status = ConsultationStatus.Queued, Officer = null });
                Turn(row.Address, e);
                return null;
        }
    }
}
