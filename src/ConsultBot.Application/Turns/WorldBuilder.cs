using ConsultBot.Application.Consultations;
using ConsultBot.Application.Deliveries;
using ConsultBot.Application.Packs;
using ConsultBot.Application.Ports;
using ConsultBot.Domain.Conversations;

namespace ConsultBot.Application.Turns;

/// <summary>Gathers what a turn may look at.</summary>
internal sealed class WorldBuilder(
    ContentHolder content, ChannelDirectory channels, QueueBoard board, IChance chance, ConversationSettings settings, TimeZoneInfo zone)
{
    private const int ChanceBytes = 16;

    public World Build(Claim claim, DateTimeOffset now)
    {
        var current = content.Current;
        var random = new byte[ChanceBytes];
        chance.Fill(random);
        var dialogPack = claim.State.Dialog is { } dialog && dialog.Pack != current.Pack.Number ? content.Older(dialog.Pack) : null;
        return new World
        {
            Address = claim.Input.Address,
            Pack = current.Pack,
            Index = current.Index.WithoutWaiting(),
            DialogPack = dialogPack,
            Register = current.Register,
            Calendar = current.Calendar,
            QueueOf = unit => board.Figures(unit, claim.State.Consultation?.Number),
            Now = now,
            HeardAt = claim.Input.ReceivedAt < now ? claim.Input.ReceivedAt : now,
            Zone = zone,
            Settings = settings,
            Channel = channels.Find(claim.Input.Address.Channel).Traits,
            ReservedNumber = claim.ReservedNumber,
            Chance = random,
        };
    }
}
