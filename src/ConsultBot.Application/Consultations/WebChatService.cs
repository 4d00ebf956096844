using System.Security.Cryptography;
using ConsultBot.Application.Ports;
using ConsultBot.Domain.Conversations;
using ConsultBot.Domain.Messages;

namespace ConsultBot.Application.Consultations;

/// <summary>The built-in chat: a citizen sends words or a press and reads what was said.</summary>
public sealed class WebChatService(
    IConversationReader reader, IInbox inbox, IRegisterDirectory directory, IChance chance, TimeProvider time)
{
    public const string Channel = "web";
    public const string Account = "web";

    /// <summary>Bytes of UTF-8 that one message may have.</summary>
    public const int MaxTextBytes = 100_000;

    private const int TokenBytes = 16;
    private const int AddressLetters = 26;
    private const string Base32 = "abcdefghijklmnopqrstuvwxyz234567";

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(3);

    private readonly Transcripts _transcripts = new(reader, directory);

    /// <summary>An address that nobody can guess: the Base32 of a hash over 128 random bits.</summary>
    public string NewAddress()
    {
        Span<byte> token = stackalloc byte[TokenBytes];
        chance.Fill(token);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(token, hash);
        Span<char> letters = stackalloc char[AddressLetters];
        for (var i = 0; i < letters.Length; i++)
        {
            var bit = i * 5;
            var window = (hash[bit / 8] << 8) | hash[(bit / 8) + 1];
            letters[i] = Base32[(window >> (11 - (bit % 8))) & 31];
        }

        return new string(letters);
    }

    /// <summary>Whether the words are few enough to be taken.</summary>
    public static bool Fits(string text) => System.Text.Encoding.UTF8.GetByteCount(text) <= MaxTextBytes;

    /// <summary>Hands an input over and waits a little for its turn. False when the turn takes longer; the input is durable all the same.</summary>
    /// <param name="request">The form's id; null for a client that sends none, then every call is another input.</param>
    /// <exception cref="InboxClosedException">Nothing was accepted.</exception>
    public async Task<bool> Send(string address, WebChatInput input, string? request, CancellationToken cancellationToken)
    {
        var bytes = input.Write();
        var raw = new RawInput(Address(address), Key(request, bytes), InputSource.Channel, bytes, time.GetUtcNow());
        try
        {
            await inbox.Submit(raw, cancellationToken).WaitAsync(_patience, time, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            // The same key again adds nothing; it only tells when the first one is durable.
            await inbox.Accept([raw], cancellationToken);
            return false;
        }
    }

    public async Task<WebChatView> Read(string? address, long after, Language language, CancellationToken cancellationToken)
    {
        if (address is null || await reader.Find(Address(address), cancellationToken) is not { } conversation)
            return WebChatView.Empty;

        var transcript = await _transcripts.Read(conversation, after, language, cancellationToken);
        var open = (await reader.Conversation(conversation, cancellationToken))?.State.Consultation;
        var place = open?.Status == ConsultationStatus.Queued ? WaitingList.Place(await reader.Open(cancellationToken), open) : null;
        var entries = transcript.Entries.Where(entry => entry.Kind is EntryKind.Citizen or EntryKind.Bot or EntryKind.Officer).ToArray();
        return new WebChatView(entries, transcript.Last, entries.Length == 0 ? null : entries[^1].Buttons, place);
    }

    public static CitizenAddress Address(string address) => new(Channel, Account, address);

    private string Key(string? request, byte[] bytes)
    {
        if (request is not null)
            return $"{request}:{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 8))}";

        Span<byte> once = stackalloc byte[TokenBytes];
        chance.Fill(once);
        return Convert.ToHexStringLower(once);
    }
}

/// <param name="Last">Sequence number of the newest turn.</param>
/// <param name="Buttons">Those of the last message; null when nothing was read, so that nothing is known of them.</param>
/// <param name="Place">In the queue, from 1; null when the citizen does not wait.</param>
public sealed record WebChatView(IReadOnlyList<ChatEntry> Entries, long Last, IReadOnlyList<ChatButton>? Buttons, int? Place)
{
    public static WebChatView Empty { get; } = new([], 0, null, null);
}
