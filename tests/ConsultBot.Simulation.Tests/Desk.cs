using ConsultBot.Application.Consultations;
using ConsultBot.Application.Deliveries;
using ConsultBot.Application.Packs;
using ConsultBot.Application.Ports;
using ConsultBot.Application.Registers;
using ConsultBot.Application.Turns;
using ConsultBot.Domain.Conversations;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConsultBot.Simulation.Tests;

/// <summary>One life of the desk's process over a store that outlives it: the real application on simulated ports.</summary>
internal sealed class Desk
{
    private static readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Almaty");

    public Desk(SimulatedStore disk, ITurnStore store, IChannel channel, ContentHolder content, TimeProvider time, IChance chance)
    {
        var channels = new ChannelDirectory([channel]);
        var presence = new Presence();
        foreach (var officer in Officers.Accounts)
            presence.Enter(officer, ["*"]);

        var board = new QueueBoard(presence);
        board.Load(disk.Open.Select(row => row.Consultation), new Dictionary<string, IReadOnlyList<TimeSpan>>(StringComparer.Ordinal));
        var settings = new ConversationSettings { CodeKey = new byte[32], MessagesPerMinute = 0 };
        var dispatcher = new Dispatcher(channels);
        var worlds = new WorldBuilder(content, channels, board, chance, settings, _zone);
        var inbox = new Inbox();
        Inbox = inbox;
        var reader = new SimulatedReader(disk);
        var reads = new TalkReads(new NoJournal(), time);
        Service = new DeskService(reader, inbox, new PublicFace(content, time, _zone), new RegisterDirectory(content), reads, new CitizenFiles(reader, [channel]), time);
        var trainer = new IndexTrainer(content, time, NullLogger<IndexTrainer>.Instance);
        var processor = new TurnProcessor(channels, worlds, dispatcher, trainer, NullLogger<TurnProcessor>.Instance);
        Worker = new TurnWorker(
            store, processor, dispatcher, new MessageSender(channels, TimeProvider.System), board, new TurnFeed(), inbox, time, NullLogger<TurnWorker>.Instance);
        Worker.Load();
    }

    private sealed class NoJournal : IDeskJournal
    {
        public void Append(IReadOnlyList<Domain.Journals.DeskEvent> events, DateTimeOffset at)
        {
            // The simulation looks at the conversations' journal.
        }
    }

    public IInbox Inbox { get; }

    public TurnWorker Worker { get; }

    /// <summary>What officers' pages call.</summary>
    public DeskService Service { get; }

    /// <summary>What the pages' requests wait for.</summary>
    public SteppedContext Requests { get; } = new();
}
