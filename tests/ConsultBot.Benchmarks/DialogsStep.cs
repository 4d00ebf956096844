using BenchmarkDotNet.Attributes;
using ConsultBot.Application.Packs;
using ConsultBot.Domain.Conversations;
using ConsultBot.Domain.Conversations.Events;
using ConsultBot.Domain.Messages;
using ConsultBot.Domain.Queues;

namespace ConsultBot.Benchmarks;

/// <summary>One turn of a dialog: an answer is read, the next question is asked, the message is signed.</summary>
[InProcess]
[MemoryDiagnoser]
public class DialogsStep
{
    private readonly DeskContent _content = ShippedContent.Load();
    private World _world = null!;
    private ConversationState _atChoice = null!;
    private ConversationState _atNumber = null!;

    [GlobalSetup]
    public void Begin()
    {
        _world = new World
        {
            Address = new CitizenAddress("web", "web", "citizen"),
            Pack = _content.Pack,
            Index = _content.Index,
            Register = _content.Register,
            Calendar = _content.Calendar,
            QueueOf = _ => QueueFigures.Empty,
            Now = new DateTimeOffset(2026, 11, 24, 5, 0, 0, TimeSpan.Zero),
            Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Almaty"),
            Settings = new ConversationSettings { CodeKey = new byte[32], MessagesPerMinute = 0 },
            Channel = new ChannelTraits(4096, 100, 64),
            ReservedNumber = TalonNumber.Format(2026, 1),
            Chance = new byte[16],
        };
        var known = ConversationState.New with { Language = Language.Ru, Introduced = true, Greeted = true };
        _atChoice = Conversation.Decide(known, new CitizenPressed("t:which-fee"), _world).State;
        _atNumber = Conversation.Decide(_atChoice, new CitizenPressed("s:which-fee:what:passport"), _world).State;
    }

    [Benchmark]
    public Turn PressedChoice() => Conversation.Decide(_atChoice, new CitizenPressed("s:which-fee:what:passport"), _world);

    /// <summary>A typed number, a branch, the next question; words of danger and wishes are looked for as in every message.</summary>
    [Benchmark]
    public Turn TypedNumber() => Conversation.Decide(_atNumber, new CitizenWrote("40"), _world);
}
