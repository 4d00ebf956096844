using System.Collections.Concurrent;
using ConsultBot.Application.Ports;
using ConsultBot.Channels.Tests.Telegram;
using ConsultBot.Channels.WhatsApp;
using ConsultBot.Domain.Conversations;
using ConsultBot.Domain.Messages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace ConsultBot.Channels.Tests.WhatsApp;

/// <summary>The channel as the host registers it, against a server of the test.</summary>
internal sealed class WhatsAppRig : IAsyncDisposable
{
    public const string Token = "a1b2c3d4e5f60718293a4b5c6d7e8f90";
    public const string Sender = "whatsapp:+77000000000";
    public const string Citizen = "whatsapp:+77010000001";

    private readonly ServiceProvider _services;

    public WhatsAppRig(string address = "http://127.0.0.1:1", WhatsAppOptions? options = null)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Logs));
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton<IInbox>(Inbox);
        services.AddSingleton<IDeliveryReports>(Reports);
        services.AddSingleton<IChannelNotes>(Notes);
        services.AddSingleton<IChance>(new NoChance());
        services.AddWhatsApp((options ?? Options) with { BaseUrl = address });
        _services = services.BuildServiceProvider();
    }

    public static WhatsAppOptions Options { get; } = new()
    {
        AccountSid = "AC00000000000000000000000000000000",
        AuthToken = Token,
        From = Sender,
        PublicUrl = "https://bot.example.kz",
    };

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 24, 5, 0, 0, TimeSpan.Zero));

    public FakeInbox Inbox { get; } = new();

    public FakeReports Reports { get; } = new();

    public FakeNotes Notes { get; } = new();

    public LogLines Logs { get; } = new();

    public IChannel Channel => _services.GetRequiredService<IChannel>();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public T Hosted<T>()
        where T : IHostedService => _services.GetServices<IHostedService>().OfType<T>().Single();

    /// <summary>A row of a citizen who wrote a minute ago.</summary>
    public OutboxItem Item(OutboundMessage message, TimeSpan? heardAgo = null, string? reason = null, long id = 41, string to = Citizen) => new(
        id, 1, new CitizenAddress("whatsapp", Sender, to), message, null, 0, Clock.GetUtcNow(),
        Clock.GetUtcNow() - (heardAgo ?? TimeSpan.FromMinutes(1)), reason);

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private sealed class NoChance : IChance
    {
        public void Fill(Span<byte> bytes) => bytes.Clear();
    }
}

internal sealed class FakeReports : IDeliveryReports
{
    private readonly ConcurrentQueue<DeliveryReport> _reports = new();

    public IReadOnlyList<DeliveryReport> All => [.. _reports];

    public bool Closed { get; set; }

    public Task Accept(IReadOnlyList<DeliveryReport> reports, CancellationToken cancellationToken)
    {
        if (Closed)
            throw new InboxClosedException("closed by the test");

        foreach (var report in reports)
            _reports.Enqueue(report);

        return Task.CompletedTask;
    }
}

internal sealed class FakeNotes : IChannelNotes
{
    private readonly ConcurrentDictionary<string, string> _notes = new(StringComparer.Ordinal);

    public string? Read(string channel, string name) => _notes.GetValueOrDefault(name);

    public IReadOnlyDictionary<string, string> ReadAll(string channel, string prefix) =>
        _notes.Where(note => note.Key.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(StringComparer.Ordinal);

    public void Write(string channel, string name, string value) => _notes[name] = value;
}
