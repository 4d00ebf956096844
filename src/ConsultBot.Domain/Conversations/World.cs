using ConsultBot.Domain.Answers;
using ConsultBot.Domain.Dialogs;
using ConsultBot.Domain.Dialogs.Steps;
using ConsultBot.Domain.Queues;
using ConsultBot.Domain.Registers;

namespace ConsultBot.Domain.Conversations;

/// <summary>What a turn may look at besides the conversation's own state. Gathered by the shell, never fetched from inside.</summary>
public sealed record World
{
    public required CitizenAddress Address { get; init; }

    public required Pack Pack { get; init; }

    public required AnswerIndex Index { get; init; }

    /// <summary>The pack on which the running dialog began; null when none runs or it is <see cref="Pack"/>.</summary>
    public Pack? DialogPack { get; init; }

    public required Register Register { get; init; }

    public required WorkingCalendar Calendar { get; init; }

    /// <summary>Figures of a unit's queue, as of one instant.</summary>
    public required Func<string, QueueFigures> QueueOf { get; init; }

    public required DateTimeOffset Now { get; init; }

    /// <summary>When the channel took the input, which may have waited since; null = now.</summary>
    public DateTimeOffset? HeardAt { get; init; }

    public required TimeZoneInfo Zone { get; init; }

    public required ConversationSettings Settings { get; init; }

    public required ChannelTraits Channel { get; init; }

    /// <summary>A consultation number that nobody else has; taken or left.</summary>
    public required string ReservedNumber { get; init; }

    /// <summary>16 random bytes of this turn.</summary>
    public required ReadOnlyMemory<byte> Chance { get; init; }

    /// <summary>Told of each step that runs: what a test of a pack covers. Null in a running desk.</summary>
    public Action<Step>? Visited { get; init; }

    public DateTime LocalNow => TimeZoneInfo.ConvertTime(Now, Zone).DateTime;

    public DateOnly Today => DateOnly.FromDateTime(LocalNow);
}

/// <summary>What the desk's owner can set about conversations.</summary>
public sealed record ConversationSettings
{
    /// <summary>Inputs that one citizen may send in a minute; beyond it one signed notice. 0 = no limit.</summary>
    public int MessagesPerMinute { get; init; } = 20;

    /// <summary>How long a not understood message waits for its next part, in milliseconds. 0 = not at all.</summary>
    public int QuietMs { get; init; }

    /// <summary>Working minutes in which an officer's answer is promised.</summary>
    public int DueWorkingMinutes { get; init; } = 60;

    /// <summary>Minutes after which a silent officer's chat returns to the queue. 0 = never.</summary>
    public int OfficerSilentMinutes { get; init; } = 10;

    /// <summary>Minutes from closing to the question for a rating.</summary>
    public int RatingDelayMinutes { get; init; } = 2;

    /// <summary>Key of the check codes' hashes; from the installation's secret.</summary>
    public required ReadOnlyMemory<byte> CodeKey { get; init; }

    /// <summary>Where the public register is read; empty when the desk has no public address.</summary>
    public string RegisterLink { get; init; } = "";
}

/// <summary>What a channel can do, as data: no rule asks for a channel's name.</summary>
/// <param name="TextLimit">UTF-16 units of a whole message, signature included.</param>
/// <param name="PartLimit">Bytes of UTF-8 that a button's value may have.</param>
/// <param name="ChoicesInText">A choice may have to stand in the text as a numbered line: the text leaves room for them.</param>
/// <param name="EditsButtons">Buttons can be taken off a message that was sent.</param>
public sealed record ChannelTraits(
    int TextLimit, int MaxButtons, int PartLimit, bool ChoicesInText = false, bool EditsButtons = true);
