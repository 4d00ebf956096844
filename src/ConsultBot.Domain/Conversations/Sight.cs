namespace ConsultBot.Domain.Conversations;

/// <summary>
/// What was looked up outside the conversation for a number or a code that the citizen typed. It is part of the event, so
/// that a journal replays without the looking up.
/// </summary>
/// <param name="Subject">The talon's number; null when it was a message's code.</param>
/// <param name="TooMany">Too many wrong ones came from here or from everywhere: nothing was looked up.</param>
/// <param name="Talon">Null when there is no such talon, or the code was wrong.</param>
/// <param name="Message">Null when no message has the code.</param>
public sealed record Sight(string? Subject, bool TooMany = false, Consultation? Talon = null, MessageSight? Message = null);

/// <summary>A message found by its code: never what it says.</summary>
/// <param name="Consultation">Number of its consultation; null when there was none.</param>
/// <param name="Signed">The signature's lines as they were sent.</param>
public sealed record MessageSight(DateTimeOffset At, string? Consultation, string Signed);

/// <summary>The keyed hash of a message's code, to find the message by.</summary>
/// <param name="Message">Place of the message in its turn.</param>
public sealed record MessageCodeHash(int Message, string Hash);
