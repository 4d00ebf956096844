using ConsultBot.Application.Consultations;
using ConsultBot.Application.Deliveries;
using ConsultBot.Application.Packs;
using ConsultBot.Application.Ports;
using ConsultBot.Application.Turns;
using ConsultBot.Domain.Conversations;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConsultBot.Simulation.Tests;

/// <summary>One life of the desk's process over a store that outlives it.</summary>
internal sealed class Desk
{
    private static readonly Lazy<DeskContent> _content = new(Load);
    private static readonly Lazy<IReadOnlyList<string>> _officers = new(() =>
        [.. _content.Value.Register.Data.Assignments.Where(row => row.InForce(new DateOnly(2026, 11, 24))).Select(row => row.Person).Distinct(StringComparer.Ordinal)]);

    public Desk(MemoryTurnStore store, SimulatedChannel channel, TimeProvider time, IChance chance)
    {
        var channels = new ChannelDirectory([channel]);
        var board = new QueueBoard(new Presence());
        board.Load(store.Conversations.Select(row => row.State.Consultation).OfType<Consultation>(), new Dictionary<string, IReadOnlyList<TimeSpan>>(StringComparer.Ordinal));
        var holder = new ContentHolder(new NoPublications());
        holder.Swap(_content.Value);
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Almaty");
        var settings = new ConversationSettings { CodeKey = new byte[32], MessagesPerMinute = 0 };
        var dispatcher = new Dispatcher(channels);
        var worlds = new WorldBuilder(holder, channels, board, chance, settings, zone);
        Inbox = new Inbox();
        Worker = new TurnWorker(
            store, new TurnProcessor(channels, worlds, dispatcher, NullLogger<TurnProcessor>.Instance), dispatcher, new MessageSender(channels), board,
            new TurnFeed(), Inbox, time, NullLogger<TurnWorker>.Instance);
        Worker.Load();
    }

    /// <summary>People who may write: they hold a position on the day of the simulation.</summary>
    public static IReadOnlyList<string> OfficersInForce => _officers.Value;

    public Inbox Inbox { get; }

    public TurnWorker Worker { get; }

    private static DeskContent Load()
    {
        var (problems, content) = ContentCheck.Run(
            new ContentOptions
            {
                DialogsPath = Path.Combine(AppContext.BaseDirectory, "dialogs"),
                RegisterPath = Path.Combine(AppContext.BaseDirectory, "config", "register"),
            },
            new DateOnly(2026, 11, 24));
        if (content is null)
            throw new InvalidOperationException(string.Join('\n', problems.Where(problem => problem.IsError)));

        content.Index.Train();
        return content;
    }

    private sealed class NoPublications : IPublications
    {
        public Task<Publication?> Latest(PublicationKind kind, CancellationToken cancellationToken) => Task.FromResult<Publication?>(null);

        public Task<Publication?> Read(PublicationKind kind, int number, CancellationToken cancellationToken) => Task.FromResult<Publication?>(null);

        public Task<int> Publish(PublicationKind kind, string hash, byte[] content, DateTimeOffset at, string by, CancellationToken cancellationToken) => Task.FromResult(1);
    }
}
