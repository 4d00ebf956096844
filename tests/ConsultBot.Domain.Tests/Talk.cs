using ConsultBot.Domain.Answers;
using ConsultBot.Domain.Conversations;
using ConsultBot.Domain.Conversations.Events;
using ConsultBot.Domain.Dialogs;
using ConsultBot.Domain.Messages;
using ConsultBot.Domain.Queues;

namespace ConsultBot.Domain.Tests;

/// <summary>A conversation on the shipped content, one event after another.</summary>
internal sealed class Talk(Pack pack, AnswerIndex index)
{
    public static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Almaty");

    public Talk()
        : this(Sample.Content.Pack, Sample.Content.Index)
    {
    }

    private int _numbers;

    /// <summary>Tuesday, 24 November 2026, 10:00 in Almaty: people work.</summary>
    public DateTimeOffset Now { get; set; } = new(2026, 11, 24, 5, 0, 0, TimeSpan.Zero);

    public ConversationState State { get; set; } = ConversationState.New;

    public QueueFigures Queue { get; set; } = new(1, 1, []);

    public ConversationSettings Settings { get; set; } = new() { CodeKey = new byte[32] };

    public byte Seed { get; set; } = 7;

    public List<TimerChange> Timers { get; } = [];

    public Turn Write(string text) => Do(new CitizenWrote(text));

    public Turn Press(string label) => Do(new CitizenPressed(State.Choices!.Buttons.First(button => button.Label == label).Value));

    public Turn Do(ConversationEvent e)
    {
        var turn = Conversation.Decide(State, e, World());
        State = turn.State;
        _numbers += turn.NumberUsed ? 1 : 0;
        Timers.AddRange(turn.Timers);
        return turn;
    }

    public World World() => new()
    {
        Address = new CitizenAddress("web", "web", "citizen"),
        Pack = pack,
        Index = index,
        Register = Sample.Content.Register,
        Calendar = Sample.Content.Calendar,
        QueueOf = _ => Queue,
        Now = Now,
        Zone = Zone,
        Settings = Settings,
        Channel = new ChannelTraits(4096, 100, 64),
        ReservedNumber = TalonNumber.Format(2026, _numbers + 1),
        Chance = Enumerable.Repeat(Seed, 16).ToArray(),
    };

    /// <summary>The one message of a turn.</summary>
    public static OutboundMessage Only(Turn turn) => Assert.Single(turn.Messages);
}
