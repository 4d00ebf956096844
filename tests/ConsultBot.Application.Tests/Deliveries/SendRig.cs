using ConsultBot.Application.Deliveries;
using ConsultBot.Application.Ports;
using ConsultBot.Domain.Conversations;
using ConsultBot.Domain.Messages;
using ConsultBot.Domain.Registers;

namespace ConsultBot.Application.Tests.Deliveries;

/// <summary>The dispatcher with a clock of its own; what it lets go is kept in <see cref="Open"/> until the test ends it.</summary>
internal sealed class SendRig
{
    private readonly Dictionary<long, (OutboxItem Item, int Attempts)> _rows = [];
    private readonly Dispatcher _dispatcher;
    private long _ids;

    public SendRig(ChannelPace? pace = null) => _dispatcher = new Dispatcher(new ChannelDirectory([new FakeChannel(pace)]));

    public DateTimeOffset Now { get; private set; } = new(2026, 11, 24, 5, 0, 0, TimeSpan.Zero);

    public List<OutboxItem> Open { get; } = [];

    /// <summary>Every send in the order in which it began, with its instant.</summary>
    public List<(DateTimeOffset At, OutboxItem Item)> Begun { get; } = [];

    public int InFlight => _dispatcher.InFlight;

    /// <summary>Commits a turn of a chat and returns its rows.</summary>
    public IReadOnlyList<OutboxItem> Commit(long chat, params Send[] sends) => Commit(chat, "bot", sends);

    public IReadOnlyList<OutboxItem> Commit(long chat, string account, params Send[] sends)
    {
        var address = FakeChannel.Address(chat, account);
        var items = sends.Select(send => Item(chat, address, send)).ToList();
        var plans = sends.Select(send => send == Send.Act ? DeliveryPlan.SendNow : _dispatcher.Plan(chat, address, Now)).ToList();
        foreach (var item in items)
            _rows[item.Id] = (item, 0);

        var turn = new Turn { State = ConversationState.New, Messages = [.. items.Select(item => item.Message).OfType<OutboundMessage>()] };
        Begin(_dispatcher.Committed(new CommittedTurn(0, chat, address, 0, turn, items, plans), Now));
        return items;
    }

    /// <summary>What a former process left.</summary>
    public void Load(long chat, Send send)
    {
        var item = Item(chat, FakeChannel.Address(chat), send);
        _rows[item.Id] = (item, 0);
        _dispatcher.Load(new UnsettledItem(item.Id, chat, item.Address, OutboxState.Waiting, send == Send.Urgent, send == Send.Human, 0, Now), Now);
    }

    /// <summary>Lets everything go whose time has come.</summary>
    public IReadOnlyList<OutboxItem> Pump(int max = 128)
    {
        var starts = _dispatcher.TakeStarts(Now, max);
        var items = starts.Select(id => _rows[id].Item with { Attempts = _rows[id].Attempts }).ToList();
        Begin(_dispatcher.Started(starts, items, Now));
        return items;
    }

    /// <summary>The batch that asked for the starts was not stored.</summary>
    public void Fail() => _dispatcher.Forget(_dispatcher.TakeStarts(Now, 128));

    /// <summary>The rows asked for were erased meanwhile.</summary>
    public void Vanish() => Begin(_dispatcher.Started(_dispatcher.TakeStarts(Now, 128), [], Now));

    public Settlement End(OutboxItem item, DeliveryOutcome? outcome = null)
    {
        Assert.True(Open.RemoveAll(open => open.Id == item.Id) == 1, "The send is under way.");
        var (settlement, _, _) = _dispatcher.Settled(item, outcome ?? new DeliveryOutcome.Sent("1"), Now, Now);
        if (_rows.TryGetValue(item.Id, out var row))
            _rows[item.Id] = (row.Item, settlement.Attempts);

        return settlement;
    }

    public void Wait(double seconds) => Now += TimeSpan.FromSeconds(seconds);

    /// <summary>Seconds until the dispatcher wants to be asked again; null when nothing waits.</summary>
    public double? NextWake() => _dispatcher.NextWake(Now) is { } at ? (at - Now).TotalSeconds : null;

    private void Begin(IEnumerable<OutboxItem> items)
    {
        foreach (var item in items.ToList())
        {
            Open.Add(item);
            Begun.Add((Now, item));
        }
    }

    private OutboxItem Item(long chat, CitizenAddress address, Send send)
    {
        if (send == Send.Act)
            return new OutboxItem(++_ids, chat, address, null, new RemoveButtons("1"), 0, Now);

        var signature = Sample.Content.Register.Sign(null, null, null, Sample.Today, Language.Ru, SignatureForm.Short);
        var kind = send == Send.Human ? MessageKind.Human : MessageKind.Bot;
        var message = new OutboundMessage(kind, Language.Ru, $"{send} {_ids + 1}", signature, [], urgent: send == Send.Urgent);
        return new OutboxItem(++_ids, chat, address, message, null, 0, Now);
    }
}

internal enum Send
{
    Bot,
    Human,
    Urgent,
    Act,
}
