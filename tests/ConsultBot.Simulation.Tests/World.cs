using ConsultBot.Application.Packs;
using ConsultBot.Application.Ports;
using ConsultBot.Domain.Conversations;

namespace ConsultBot.Simulation.Tests;

/// <summary>
/// Citizens, officers, a messenger, a disk, a clock and a publisher of content, all driven by one seed over the real
/// application. The invariants are checked as things happen; at the end everything must have drained.
/// </summary>
internal sealed class World
{
    private const int Citizens = 12;

    private static readonly TimeSpan _drainWithin = TimeSpan.FromMinutes(10);

    private static readonly string[] _texts =
    [
        "как получить паспорт", "жеке куәлік жоғалды", "адам керек", "позовите человека", "меню", "1", "2", "нет", "да", "отмена", "спасибо",
        "записаться на консультацию", "алматы", "бла бла бла", "/start", "статус", "пожар горим", "кто отвечает", "удалить", "стоп", "human",
        "how do I get a passport", "poison", "broken", "blocked", "returned", "photo", "edited", "ИИН 900101300123",
    ];

    private static readonly string[] _presses =
    [
        "i:human", "i:menu", "i:more:1", "i:leave", "i:wait", "i:back", "t:passport", "t:book-officer", "l:kk", "l:ru", "y:Helped", "n:Helped",
        "y:CallOfficer", "y:DeleteData", "r:K-2026-000001:o:5", "s:book-officer:region:kz-almaty", "e:nothing",
    ];

    private readonly Random _random;
    private readonly SimulatedClock _clock;
    private readonly ContentHolder _content;
    private readonly Invariants _invariants;
    private readonly SimulatedStore _disk;
    private readonly SimulatedChannel _channel;
    private readonly Messenger _messenger;
    private readonly Officers _officers;
    private readonly Plant _plant;
    private readonly Citizen[] _citizens;
    private readonly SeededChance _chance;
    private Desk _desk;
    private IInbox _inbox;
    private bool _faulty = true;
    private int _queues;
    private int _published;

    public World(int seed, Plant plant = Plant.None)
    {
        Seed = seed;
        _plant = plant;
        _random = new Random(seed);
        _chance = new SeededChance(_random);
        _clock = new SimulatedClock(Start());
        _content = Contents.Holder;
        var pace = _random.Next(3) switch { 0 => ChannelPace.Unlimited, 1 => new ChannelPace(20, 2), _ => new ChannelPace(200, 5) };
        _invariants = new Invariants(_clock, _content, pace);
        _disk = new SimulatedStore(_invariants, Fault);
        _invariants.Watch(_disk);
        _channel = new SimulatedChannel(_invariants, pace);
        _messenger = new Messenger(_random, _invariants, _clock, polled: _random.Next(2) == 0);
        _officers = new Officers(_random, _invariants, _disk);
        _citizens = [.. Enumerable.Range(0, Citizens).Select(number => Arrive("citizen-" + number))];
        (_desk, _inbox) = Boot();
    }

    public int Seed { get; }

    /// <summary>Things that happened so far.</summary>
    public int Events { get; private set; }

    /// <summary>Turns that are on the disk.</summary>
    public long Turns => _disk.Turns;

    /// <summary>Lets so many things happen, then lets everything drain without faults.</summary>
    public void Run(int events)
    {
        try
        {
            while (Events < events)
            {
                Events += Step(_random.Next(1000)) ? 1 : 0;
                ThrowIfBroken();
            }

            Drain();
            _invariants.End(_messenger, _queues);
        }
        catch (Exception error)
        {
            var what = _invariants.Broken ?? (error is InvariantBrokenException ? error.Message : error.ToString());
            throw new InvariantBrokenException($"seed {Seed}, event {Events}: {what}. Again: TEST_SIMULATION_SEED={Seed}");
        }
    }

    private void ThrowIfBroken()
    {
        if (_invariants.Broken is { } broken)
            throw new InvariantBrokenException(broken);
    }

    private bool Step(int dice)
    {
        switch (dice)
        {
            case < 240:
                Write();
                return true;
            case < 400:
                _messenger.Deliver(_inbox);
                return true;
            case < 650:
                RunWorker();
                return true;
            case < 880:
                return EndSend();
            case < 940:
                _clock.Advance(TimeSpan.FromMilliseconds(_random.Next(1, 5_000)));
                return true;
            case < 943:
                _clock.Advance(TimeSpan.FromMinutes(_random.Next(1, 30)));
                return true;
            case < 945:
                _clock.Set(TimeSpan.FromMinutes(_random.Next(-61, 62)));
                return true;
            case < 980:
                _officers.Act(_desk);
                return true;
            case < 985:
                _officers.Race(_desk);
                return true;
            case < 994:
                _messenger.Repeat(_inbox, _random.Next(20) == 0 ? 300 : 1);
                return true;
            case < 995:
                return Publish();
            default:
                Crash();
                return true;
        }
    }

    private void Write()
    {
        var citizen = _citizens[_random.Next(Citizens)];
        var press = _random.Next(4) == 0;
        var content = press ? _presses[_random.Next(_presses.Length)] : _texts[_random.Next(_texts.Length)];
        _messenger.Write(press ? citizen.Presses : citizen.Messages, citizen.Address, press, content);
    }

    private void RunWorker()
    {
        try
        {
            _desk.Worker.RunOnce();
        }
        catch (StoreUnavailableException)
        {
            // Whoever waited was told, and comes again.
        }
        catch (ProcessDiedException)
        {
            Crash();
            return;
        }

        _messenger.Hear();
        _desk.Requests.Pump();
        _officers.Hear();
    }

    private bool EndSend()
    {
        if (_channel.Open.Count == 0)
            return false;

        var sending = _channel.Open[_random.Next(_channel.Open.Count)];
        var (outcome, arrived) = Outcome(sending.Item);
        _channel.End(sending, outcome, arrived);
        return true;
    }

    private (DeliveryOutcome Outcome, bool Arrived) Outcome(OutboxItem item)
    {
        if (MovedTo(item.Address.Address) is { } moved)
            return (new DeliveryOutcome.Deferred("400: migrated", NewAddress: moved), false);

        return (_faulty ? _random.Next(40) : 99) switch
        {
            0 => (new DeliveryOutcome.Unknown("cut before"), false),
            1 => (new DeliveryOutcome.Unknown("cut after"), true),
            2 => (new DeliveryOutcome.Unknown("500"), _random.Next(2) == 0),
            3 or 4 => (new DeliveryOutcome.Deferred("429", TimeSpan.FromSeconds(_random.Next(1, 8)), _random.Next(2) == 0), false),
            5 => (new DeliveryOutcome.Deferred("refused to connect"), false),
            6 => (new DeliveryOutcome.Rejected("403: blocked", Unreachable: true), false),
            7 => (new DeliveryOutcome.Rejected("400: bad request"), false),
            8 when _random.Next(4) == 0 => (new DeliveryOutcome.Deferred("400: migrated", NewAddress: Migrate(item.Address.Address)), false),
            _ => (new DeliveryOutcome.Sent("m"), true),
        };
    }

    private string? MovedTo(string address) => Array.Find(_citizens, citizen => citizen.Left.Contains(address))?.Address.Address;

    // What the citizen does from now on comes from the new address; nothing keeps its order with what came before.
    private string Migrate(string address)
    {
        var at = Array.FindIndex(_citizens, citizen => citizen.Address.Address == address);
        var before = _citizens[at];
        _citizens[at] = Arrive(before.Address.Address + "'");
        _citizens[at].Left.UnionWith([.. before.Left, before.Address.Address]);
        return _citizens[at].Address.Address;
    }

    private Citizen Arrive(string address)
    {
        _queues += 2;
        return new Citizen(new CitizenAddress(SimulatedChannel.ChannelName, "desk", address), _messenger.NewQueue(), _messenger.NewQueue());
    }

    private bool Publish()
    {
        if (_published + 1 == Contents.All.Count)
            return false;

        _content.Swap(Contents.All[++_published]);
        return true;
    }

    // kill -9: what was in memory is gone.
    private void Crash()
    {
        _channel.Crash(() => _random.Next(2) == 0);
        _messenger.Crash();
        _officers.Crash();
        _invariants.ProcessBegan();
        (_desk, _inbox) = Boot();
    }

    private (Desk Desk, IInbox Inbox) Boot()
    {
        var desk = new Desk(_disk, Plants.Store(_plant, _disk, _content), Plants.Channel(_plant, _channel), _content, _clock, _chance);
        return (desk, Plants.Inbox(_plant, desk.Inbox));
    }

    private StoreFault Fault()
    {
        // Deciding and writing take their time, too.
        _clock.Advance(TimeSpan.FromMilliseconds(_random.Next(8)));
        return (_faulty ? _random.Next(400) : 99) switch
        {
            < 6 => StoreFault.Before,
            < 10 => StoreFault.Midway,
            10 => StoreFault.MidwayAndDead,
            11 => StoreFault.AfterAndDead,
            _ => StoreFault.None,
        };
    }

    private void Drain()
    {
        _faulty = false;
        var until = _clock.Steady + _drainWithin;
        while (!IsDrained())
        {
            if (_clock.Steady > until)
                throw new InvariantBrokenException("3, 7: it does not drain: " + Left());

            _messenger.Deliver(_inbox);
            RunWorker();
            while (_channel.Open.Count > 0)
                EndSend();

            ThrowIfBroken();
            _clock.Advance(TimeSpan.FromMilliseconds(100));
        }
    }

    private bool IsDrained() => _messenger.IsEmpty && _desk.Worker.IsIdle && _disk.WaitingInputs == 0 && !_disk.Unfinished.Any();

    private string Left() =>
        $"messages {string.Join(", ", _disk.Unfinished.Take(3).Select(row => $"{row.Item.Id} {row.State}"))}; inputs {_disk.WaitingInputs}";

    // Half of the worlds begin shortly before a midnight at which everybody changes places.
    private DateTimeOffset Start()
    {
        var midnight = new DateTimeOffset(Contents.FirstDay.ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(5)).AddDays(_random.Next(1, 4)).ToUniversalTime();
        return _random.Next(2) == 0 ? midnight.AddMinutes(-_random.Next(1, 60)) : midnight.AddMinutes(-_random.Next(60, 24 * 60));
    }

    private sealed record Citizen(CitizenAddress Address, int Messages, int Presses)
    {
        /// <summary>Addresses that the messenger moved this citizen away from.</summary>
        public HashSet<string> Left { get; } = new(StringComparer.Ordinal);
    }

    private sealed class SeededChance(Random random) : IChance
    {
        public void Fill(Span<byte> bytes) => random.NextBytes(bytes);
    }
}
