namespace ConsultBot.Domain.Conversations;

/// <summary>Where a citizen is reached. Opaque: never parsed, never assumed to be a phone number.</summary>
/// <param name="Channel">telegram, whatsapp, web, terminal, …</param>
/// <param name="Account">Our account in that channel, such as a bot's id.</param>
/// <param name="Address">The channel's own word for the other side.</param>
public sealed record CitizenAddress(string Channel, string Account, string Address)
{
    public override string ToString() => $"{Channel}:{Account}:{Address}";
}
