using ConsultBot.Application.Packs;
using ConsultBot.Application.Ports;
using ConsultBot.Domain.Conversations;
using ConsultBot.Domain.Conversations.Events;
using ConsultBot.Domain.Journals;
using ConsultBot.Domain.Messages;
using ConsultBot.Domain.Registers;

namespace ConsultBot.Simulation.Tests;

/// <summary>Faulty wrappers of ports.</summary>
internal static class Plants
{
    public static IChannel Channel(Plant plant, IChannel channel) => plant == Plant.UnknownIsCalledSent ? new CheerfulChannel(channel) : channel;

    public static IInbox Inbox(Plant plant, IInbox inbox) => plant == Plant.AcknowledgedBeforeTheCommit ? new HastyInbox(inbox) : inbox;

    public static ITurnStore Store(Plant plant, ITurnStore store, ContentHolder content) => plant switch
    {
        Plant.SettlementLosesADeferredRow => new FaultyStore(store, work => work with
        {
            Settlements = [.. work.Settlements.Where(settlement => settlement is not { State: OutboxState.Waiting, Attempts: 0 })],
        }),
        Plant.ARedeliveredUpdateIsHandledTwice => Forgetful(store),
        Plant.ARepeatThatNoJournalKnows => new FaultyStore(store, work => work with
        {
            Inputs = [.. work.Inputs.Select(input => input.Key.StartsWith("delivery:", StringComparison.Ordinal) ? Silenced(input) : input)],
        }),
        Plant.TwoOfficersOnOneClaim => new FaultyStore(store, decide: (claim, decide) => decide(claim with { State = Unclaimed(claim) })),
        Plant.TheOldSignatureAfterAReshuffle => new FaultyStore(store, decide: (claim, decide) => Yesterdays(decide(claim), content)),
        _ => store,
    };

    private static FaultyStore Forgetful(ITurnStore store)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return new FaultyStore(store, work => work with
        {
            Inputs = [.. work.Inputs.Select(input => seen.Add(input.Key) ? input : input with { Key = $"{input.Key}@{work.Now.Ticks}" })],
        });
    }

    private static RawInput Silenced(RawInput input) => input with { Bytes = JsonForm.Write(new InputIgnored("nothing")) };

    private static ConversationState Unclaimed(Claim claim) =>
        claim.Input.Source == InputSource.Event && claim.State.Consultation is { } open && JsonForm.ReadEvent(claim.Input.Bytes.Span) is OfficerClaimed
            ? claim.State with { Owner = Owner.Queue, Consultation = open with { Officer = null, Status = ConsultationStatus.Queued } }
            : claim.State;

    private static Decision Yesterdays(Decision decision, ContentHolder content)
    {
        if (decision is not Decision.Commit commit || commit.Turn.Messages.Count == 0)
            return decision;

        var zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Almaty");
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(commit.Record.At - TimeSpan.FromMinutes(10), zone).DateTime);
        var state = commit.Turn.State;
        return commit with { Turn = commit.Turn with { Messages = [.. commit.Turn.Messages.Select(Sign)] } };

        OutboundMessage Sign(OutboundMessage message) => message.Kind == MessageKind.Human ? message : new OutboundMessage(
            message.Kind, message.Language, message.Body,
            content.Current.Register.Sign(
                message.Topic, content.Current.Pack.Topic(message.Topic)?.Group, state.Region, day, message.Language, SignatureForm.Full, null, message.Signature.Raised),
            message.Buttons, message.Consultation, message.Topic, message.Source, message.Urgent);
    }

    private sealed class FaultyStore(
        ITurnStore store, Func<BatchWork, BatchWork>? work = null, Func<Claim, Func<Claim, Decision>, Decision>? decide = null) : ITurnStore
    {
        public BatchResult Run(BatchWork batch, Func<Claim, Decision> decision) =>
            store.Run(work is null ? batch : work(batch), decide is null ? decision : claim => decide(claim, decision));

        public IReadOnlyList<OutboxRowState> Rows(IReadOnlyList<long> items) => store.Rows(items);

        public OutboxItem? Item(long item) => store.Item(item);

        public IReadOnlyList<UnsettledItem> Unsettled() => store.Unsettled();
    }

    private sealed class HastyInbox(IInbox inbox) : IInbox
    {
        public Task Accept(IReadOnlyList<RawInput> inputs, CancellationToken cancellationToken)
        {
            _ = inbox.Accept(inputs, cancellationToken);
            return Task.CompletedTask;
        }

        public Task<TurnReceipt> Submit(RawInput input, CancellationToken cancellationToken) => inbox.Submit(input, cancellationToken);
    }

    private sealed class CheerfulChannel(IChannel channel) : IChannel
    {
        public string Name => channel.Name;

        public ChannelTraits Traits => channel.Traits;

        public ChannelPace Pace => channel.Pace;

        public bool DeliversByCommit => channel.DeliversByCommit;

        public ConversationEvent Read(RawInput input) => channel.Read(input);

        public async Task<DeliveryOutcome> Send(OutboxItem item, CancellationToken cancellationToken)
        {
            var outcome = await channel.Send(item, cancellationToken);
            return outcome is DeliveryOutcome.Unknown ? new DeliveryOutcome.Sent("m") : outcome;
        }
    }
}
