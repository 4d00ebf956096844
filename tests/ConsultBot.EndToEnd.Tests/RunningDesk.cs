using System.Collections.Concurrent;
using ConsultBot.Application.Ports;
using ConsultBot.Settings;
using ConsultBot.Wiring;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace ConsultBot.EndToEnd.Tests;

/// <summary>The whole application on a port of this machine, with the shipped content, a folder of its own and a clock that only tests move.</summary>
internal sealed class RunningDesk : IAsyncDisposable
{
    private const string Password = "тексеруге арналған сөйлем";

    private static readonly TimeSpan _step = TimeSpan.FromMilliseconds(20);

    private readonly string _folder = Directory.CreateTempSubdirectory("consultbot-e2e-").FullName;
    private readonly ConcurrentQueue<string> _errors = new();
    private HostSettings? _settings;
    private WebApplication? _app;

    private readonly IReadOnlyDictionary<string, string?> _more;

    private RunningDesk(DateTimeOffset now, IReadOnlyDictionary<string, string?>? more)
    {
        Time = new FakeTimeProvider(now);
        _more = more ?? new Dictionary<string, string?>(StringComparer.Ordinal);
    }

    /// <summary>Tuesday, 24 November 2026, 10:00 in Almaty: the desk is open.</summary>
    public static DateTimeOffset Opening { get; } = new(2026, 11, 24, 5, 0, 0, TimeSpan.Zero);

    public FakeTimeProvider Time { get; }

    /// <summary>Address of the desk, the same after a restart.</summary>
    public string Url { get; private set; } = "http://127.0.0.1:0";

    public IServiceProvider Services => _app!.Services;

    /// <summary>What the server logged as an error.</summary>
    public IEnumerable<string> Errors => _errors;

    public static Task<RunningDesk> Start() => Start(Opening);

    /// <param name="more">Settings beside those of every test.</param>
    public static async Task<RunningDesk> Start(DateTimeOffset now, IReadOnlyDictionary<string, string?>? more = null)
    {
        var desk = new RunningDesk(now, more);
        await desk.Resume();
        return desk;
    }

    public async Task Resume()
    {
        var sources = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Urls"] = Url,
            ["Storage:Path"] = Path.Combine(_folder, "consultbot.db"),
            ["Dialogs:Path"] = Path.Combine(AppContext.BaseDirectory, "dialogs"),
            ["Register:Path"] = Path.Combine(AppContext.BaseDirectory, "config", "register"),
        }).AddInMemoryCollection(_more).Build();
        _settings = SettingsReader.Read(sources, out var problems) ?? throw new InvalidOperationException(string.Join('\n', problems));
        _app = DeskServer.Build(_settings, sources, Time, services => services.AddSingleton<ILoggerProvider>(new ErrorCollector(_errors)));
        var error = new StringWriter();
        Assert.True(await DeskServer.Publish(_app, error, CancellationToken.None), error.ToString());
        await _app.StartAsync();
        Url = _app.Urls.Single();
        await Learn();
    }

    /// <summary>Stops as an operator's signal does; what was accepted stays in the folder.</summary>
    public async Task Stop()
    {
        if (_app is null)
            return;

        // The worker drains by the desk's clock.
        var stopping = _app.StopAsync();
        while (await Task.WhenAny(stopping, Task.Delay(_step)) != stopping)
            Time.Advance(_step);

        await stopping;
        await _app.DisposeAsync();
        _app = null;
    }

    /// <summary>The link that the program prints at its start while nobody has an account.</summary>
    public async Task<string> AdministratorLink()
    {
        var printed = new StringWriter();
        await DeskServer.Announce(_app!, _settings!, printed, CancellationToken.None);
        return printed.ToString().Split('\n').Single(line => line.StartsWith("Administrator: ", StringComparison.Ordinal))["Administrator: ".Length..].Trim();
    }

    /// <summary>Makes an account and opens the desk with it.</summary>
    public async Task<Visitor> Officer(Chromium chromium, string user, string person, string unit, int width = 1280)
    {
        var invitation = new Invitation(AccountRoles.Officer, person, [unit], Time.GetUtcNow().AddDays(1));
        var token = await Services.GetRequiredService<IInvitations>().Create(invitation, CancellationToken.None);
        var officer = await Visitor.Come(chromium, this, width);
        await officer.MakeAccount($"{Url}/desk/invitation?token={Uri.EscapeDataString(token)}", user, Password);
        return officer;
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        Directory.Delete(_folder, recursive: true);
    }

    // The matcher is trained a little after the start, by the desk's clock.
    private async Task Learn()
    {
        var trainer = Services.GetServices<IHostedService>().OfType<BackgroundService>().Single(service => service.GetType().Name == "IndexTrainer");
        while (trainer.ExecuteTask is not { IsCompleted: true })
        {
            Time.Advance(_step);
            await Task.Delay(_step);
        }

        // What was asked meanwhile waits for the clock, a last time.
        for (var i = 0; i < 5; i++)
        {
            await Task.Delay(_step);
            Time.Advance(TimeSpan.FromMilliseconds(100));
        }
    }

    private sealed class ErrorCollector(ConcurrentQueue<string> errors) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                errors.Enqueue($"{formatter(state, exception)} {exception}");
        }

        public void Dispose()
        {
            // Nothing is held.
        }
    }
}
