namespace ConsultBot.Channels.Telegram;

/// <summary>Who we are in Telegram. The id is known from the token; the name comes once Telegram has answered.</summary>
internal sealed class TelegramAccount(TelegramOptions options)
{
    private volatile string? _username;

    public string Id { get; } = options.Account;

    /// <summary>Without @; null until Telegram has told it.</summary>
    public string? Username
    {
        get => _username;
        set => _username = value;
    }

    /// <summary>Address of the private chat with us.</summary>
    public string Link => _username is { } name ? $"https://t.me/{name}" : $"tg://user?id={Id}";
}
