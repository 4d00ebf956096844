using System.Text;
using ConsultBot.Application.Consultations;
using ConsultBot.Application.Deliveries;
using ConsultBot.Application.Packs;
using ConsultBot.Application.Ports;
using ConsultBot.Application.Privacy;
using ConsultBot.Application.Tests.Deliveries;
using ConsultBot.Application.Turns;
using ConsultBot.Domain.Conversations;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Moq;

namespace ConsultBot.Application.Tests.Turns;

/// <summary>The real processor of turns over the shipped content and a channel whose raw form is the text.</summary>
internal sealed class ProcessorRig
{
    private long _inputs;

    public ProcessorRig(DeskContent? inForce = null)
    {
        Channels = new ChannelDirectory([new FakeChannel()]);
        Dispatcher = new Dispatcher(Channels);
        Board = new QueueBoard(new Presence());
        var content = new ContentHolder(Mock.Of<IPublications>());
        content.Swap(inForce ?? Sample.Content);
        var settings = new ConversationSettings { CodeKey = new byte[32], MessagesPerMinute = 0 };
        var worlds = new WorldBuilder(content, Channels, Board, new SystemChance(), settings, Sample.Zone);
        Trainer = new IndexTrainer(content, new FakeTimeProvider(), NullLogger<IndexTrainer>.Instance);
        Processor = new TurnProcessor(Channels, worlds, Dispatcher, Trainer, NullLogger<TurnProcessor>.Instance);
    }

    public static DateTimeOffset Now { get; } = new(2026, 11, 24, 5, 0, 0, TimeSpan.Zero);

    public ChannelDirectory Channels { get; }

    public Dispatcher Dispatcher { get; }

    public QueueBoard Board { get; }

    /// <summary>Its clock stands still.</summary>
    public IndexTrainer Trainer { get; }

    public TurnProcessor Processor { get; }

    public ConversationState State { get; private set; } = ConversationState.New;

    /// <summary>Decides one input of the one conversation and moves its state on.</summary>
    public Decision.Commit Decide(string raw, InputSource source = InputSource.Channel)
    {
        var decision = Assert.IsType<Decision.Commit>(Processor.Decide(Claim(raw, FakeChannel.Address(1), source), Now, Now));
        State = decision.Turn.State;
        return decision;
    }

    public Claim Claim(string raw, CitizenAddress address, InputSource source = InputSource.Channel) => new(
        1, ++_inputs, new RawInput(address, $"{_inputs}", source, Encoding.UTF8.GetBytes(raw), Now), State, "K-2026-000001");
}
