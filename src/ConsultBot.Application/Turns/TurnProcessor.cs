using ConsultBot.Application.Deliveries;
using ConsultBot.Application.Packs;
using ConsultBot.Application.Ports;
using ConsultBot.Application.Privacy;
using ConsultBot.Domain.Answers;
using ConsultBot.Domain.Conversations;
using ConsultBot.Domain.Conversations.Events;
using ConsultBot.Domain.Dialogs;
using ConsultBot.Domain.Journals;
using ConsultBot.Domain.Registers;
using Microsoft.Extensions.Logging;

namespace ConsultBot.Application.Turns;

/// <summary>One waiting input to one decision. Whatever is wrong with an input stays with that input.</summary>
internal sealed partial class TurnProcessor(
    ChannelDirectory channels, WorldBuilder worlds, Dispatcher dispatcher, IndexTrainer trainer, ILogger<TurnProcessor> log)
{
    // How long a question waits before it asks again whether the matcher is trained.
    private static readonly TimeSpan _trainingHold = TimeSpan.FromMilliseconds(50);

    // How long a conversation waits whose message nobody can sign.
    private static readonly TimeSpan _unsignedHold = TimeSpan.FromSeconds(60);

    // How long a conversation waits whose channel is switched off; a restart asks again at once.
    private static readonly TimeSpan _channelHold = TimeSpan.FromHours(1);

    /// <param name="steady">Now, for the pace of what the turn sends.</param>
    public Decision Decide(Claim claim, DateTimeOffset now, DateTimeOffset steady)
    {
        if (!channels.Has(claim.Input.Address.Channel))
        {
            SwitchedOff(log, claim.Conversation, claim.Input.Address.Channel);
            return new Decision.Hold(now + _channelHold, $"The channel '{claim.Input.Address.Channel}' is not configured.");
        }

        var world = worlds.Build(claim, now);
        string? parked = null;
        var hidden = false;
        var e = Read(claim, ref parked, ref hidden);
        try
        {
            return Commit(claim, e, Conversation.Decide(claim.State, e, world), world, steady, parked, hidden);
        }
        catch (IndexInTrainingException waits)
        {
            trainer.Hurry();
            return new Decision.Hold(now + _trainingHold, waits.Message);
        }
        catch (NobodyInForceException error)
        {
            Unsigned(log, error, claim.Conversation);
            return new Decision.Hold(now + _unsignedHold, error.Message);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            Parked(log, error, claim.Conversation, claim.InputId);
            return Park(claim, world, steady, $"{error.GetType().Name}: {Masking.ForLog(error.Message)}", hidden);
        }
    }

    private ConversationEvent Read(Claim claim, ref string? parked, ref bool hidden)
    {
        try
        {
            var e = claim.Input.Source == InputSource.Event
                ? JsonForm.ReadEvent(claim.Input.Bytes.Span)
                : channels.Find(claim.Input.Address.Channel).Read(claim.Input);
            return Masked(e, out hidden);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            Unreadable(log, error, claim.Conversation, claim.InputId);
            parked = "The input cannot be read.";
            return new InputParked(parked);
        }
    }

    // An identity or card number is never stored as typed; the citizen is told so.
    private static ConversationEvent Masked(ConversationEvent e, out bool hidden)
    {
        switch (e)
        {
            case CitizenWrote wrote:
                var text = Masking.Numbers(wrote.Text, out hidden);
                return hidden ? wrote with { Text = text, NumberHidden = true, NumberFits = PersonalNumber.Fits(wrote.Text) } : wrote;
            case CitizenSentMedia { Caption: { } words } media:
                return media with { Caption = Masking.Numbers(words, out hidden) };
            case CitizenEdited edited:
                return edited with { Text = Masking.Numbers(edited.Text, out hidden) };
            default:
                hidden = false;
                return e;
        }
    }

    private Decision.Commit Park(Claim claim, World world, DateTimeOffset steady, string reason, bool hidden)
    {
        var e = new InputParked(reason);
        try
        {
            return Commit(claim, e, Conversation.Decide(claim.State, e, world), world, steady, reason, hidden);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // Not even the notice can be made: the input is kept as parked and the alarm was raised.
            ParkedInSilence(log, error, claim.Conversation, claim.InputId);
            var turn = new Turn { State = claim.State with { Turns = claim.State.Turns + 1 }, Marks = [new JournalMark("parked", reason)] };
            return Commit(claim, e, turn, world, steady, reason, hidden);
        }
    }

    private Decision.Commit Commit(
        Claim claim, ConversationEvent e, Turn turn, World world, DateTimeOffset steady, string? parked, bool hidden)
    {
        if (turn.Questions.Count > 0)
            turn = turn with { Questions = [.. turn.Questions.Select(question => question with { Text = Masking.ForLog(question.Text) })] };

        var record = new TurnRecord(
            world.Now, world.Pack.Number, world.Register.Number, turn.State.Owner, e, turn.Messages, turn.Marks, turn.Refusal,
            claim.ReservedNumber, Convert.ToBase64String(world.Chance.Span));
        var plans = new DeliveryPlan[turn.Messages.Count + turn.Acts.Count];
        for (var i = 0; i < turn.Messages.Count; i++)
            plans[i] = dispatcher.Plan(claim.Conversation, claim.Input.Address, steady);
        for (var i = turn.Messages.Count; i < plans.Length; i++)
            plans[i] = DeliveryPlan.SendNow;

        return new Decision.Commit(turn, record, parked, plans, hidden);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The channel {Channel} is switched off; conversation {Conversation} waits.")]
    private static partial void SwitchedOff(ILogger log, long conversation, string channel);

    [LoggerMessage(Level = LogLevel.Critical, Message = "ALARM: nobody can sign for conversation {Conversation}; its input waits.")]
    private static partial void Unsigned(ILogger log, Exception error, long conversation);

    [LoggerMessage(Level = LogLevel.Error, Message = "ALARM: input {Input} of conversation {Conversation} failed and is parked.")]
    private static partial void Parked(ILogger log, Exception error, long conversation, long input);

    [LoggerMessage(Level = LogLevel.Error, Message = "ALARM: input {Input} of conversation {Conversation} is parked without a notice to the citizen.")]
    private static partial void ParkedInSilence(ILogger log, Exception error, long conversation, long input);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Input {Input} of conversation {Conversation} cannot be read and is parked.")]
    private static partial void Unreadable(ILogger log, Exception error, long conversation, long input);
}
