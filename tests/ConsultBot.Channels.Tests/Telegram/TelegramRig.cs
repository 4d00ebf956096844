using System.Collections.Concurrent;
using ConsultBot.Application.Ports;
using ConsultBot.Channels.Telegram;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace ConsultBot.Channels.Tests.Telegram;

/// <summary>The channel as the host registers it, against a server of the test.</summary>
internal sealed class TelegramRig : IAsyncDisposable
{
    public const string Token = "100001:test-token_AbCdEfGhIjKlMnOpQrStUvWx";

    private readonly ServiceProvider _services;

    public TelegramRig(string address, IInbox? inbox = null, TimeProvider? clock = null, TelegramOptions? options = null)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Logs));
        services.AddSingleton(clock ?? Clock);
        services.AddSingleton(inbox ?? Inbox);
        services.AddTelegram((options ?? new TelegramOptions()) with { Token = Token, BaseUrl = address });
        services.AddHttpClient(TelegramCalls.ClientName)
            .UseSocketsHttpHandler((handler, _) => handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.Subject == "CN=127.0.0.1");
        _services = services.BuildServiceProvider();
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));

    public FakeInbox Inbox { get; } = new();

    public LogLines Logs { get; } = new();

    public IChannel Channel => _services.GetRequiredService<IChannel>();

    public TelegramAccount Account => _services.GetRequiredService<TelegramAccount>();

    public TelegramUpdates Updates => _services.GetRequiredService<TelegramUpdates>();

    public TelegramReader Reader => _services.GetRequiredService<TelegramReader>();

    public TelegramWebhook Webhook => _services.GetRequiredService<TelegramWebhook>();

    public T Hosted<T>()
        where T : IHostedService => _services.GetServices<IHostedService>().OfType<T>().Single();

    /// <summary>Lets time pass in steps until something holds.</summary>
    public async Task PassTimeUntil(Func<bool> holds, double stepSeconds = 1)
    {
        for (var i = 0; i < 2000 && !holds(); i++)
        {
            Clock.Advance(TimeSpan.FromSeconds(stepSeconds));
            await Task.Delay(5);
        }

        Assert.True(holds());
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}

/// <summary>Remembers what it accepted; can be shut, or hold an accept back.</summary>
internal sealed class FakeInbox : IInbox
{
    private readonly ConcurrentQueue<RawInput> _inputs = new();
    private int _accepts;

    public IReadOnlyList<RawInput> Inputs => [.. _inputs];

    public int Accepts => _accepts;

    public bool Closed { get; set; }

    /// <summary>Completes when an accept may end.</summary>
    public Task Durable { get; set; } = Task.CompletedTask;

    public async Task Accept(IReadOnlyList<RawInput> inputs, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _accepts);
        if (Closed)
            throw new InboxClosedException("closed by the test");

        await Durable.WaitAsync(cancellationToken);
        foreach (var input in inputs)
            _inputs.Enqueue(input);
    }

    public Task<TurnReceipt> Submit(RawInput input, CancellationToken cancellationToken) => throw new NotSupportedException();
}

/// <summary>Every log line with its scopes, state and exception as text.</summary>
internal sealed class LogLines : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _lines = new();

    public IReadOnlyList<string> Lines => [.. _lines];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        _lines.Enqueue(state.ToString()!);
        return null;
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue($"{logLevel}: {formatter(state, exception)} {state} {exception}");

    public void Dispose()
    {
    }
}
