using ConsultBot.Domain.Conversations;
using ConsultBot.Domain.Conversations.Events;
using ConsultBot.Domain.Messages;

namespace ConsultBot.Domain.Journals;

/// <summary>What the journal keeps of a turn: with the state before it, enough to decide it again.</summary>
/// <param name="Pack">Number of the pack in force.</param>
/// <param name="Register">Number of the register in force.</param>
/// <param name="Number">The consultation number reserved for the turn.</param>
/// <param name="Chance">The turn's random bytes, Base64.</param>
public sealed record TurnRecord(
    DateTimeOffset At, int Pack, int Register, Owner Owner, ConversationEvent Event, IReadOnlyList<OutboundMessage> Messages,
    IReadOnlyList<JournalMark> Marks, Refusal? Refusal, string Number, string Chance);
