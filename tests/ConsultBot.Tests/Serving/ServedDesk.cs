using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using ConsultBot.Application.Ports;
using ConsultBot.Domain.Conversations;
using ConsultBot.Settings;
using ConsultBot.Wiring;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ConsultBot.Tests.Serving;

/// <summary>The whole desk in this process, on a file of its own, before a fake Bot API that posts to its webhook.</summary>
public sealed class ServedDesk : IAsyncLifetime
{
    private const string Secret = "secret-of-the-test";

    private readonly string _folder = Directory.CreateTempSubdirectory("consultbot-serve-").FullName;
    private readonly HttpClient _http = new();
    private WebApplication _app = null!;
    private long _chats = 5_000_000_000;

    internal FakeBotApi Api { get; private set; } = null!;

    public string Url => _app.Urls.First();

    /// <summary>A chat that nobody had before.</summary>
    public long NewChat() => Interlocked.Add(ref _chats, 10);

    public async ValueTask InitializeAsync()
    {
        Api = await FakeBotApi.Start();
        var (settings, sources) = Settings(_folder, ("Telegram:BaseUrl", Api.Url));
        _app = DeskServer.Build(settings, sources, TimeProvider.System, services => services.AddLogging(logging => logging.ClearProviders()));
        await using var error = new StringWriter();
        Assert.True(await DeskServer.Publish(_app, error, CancellationToken.None), error.ToString());
        await _app.StartAsync();
    }

    /// <summary>Settings of a desk in a folder of its own; <paramref name="more"/> come on top.</summary>
    internal static (HostSettings Settings, IConfiguration Sources) Settings(string folder, params (string Key, string Value)[] more)
    {
        var values = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Urls"] = "http://127.0.0.1:0",
            ["Storage:Path"] = Path.Combine(folder, "desk.db"),
            ["Dialogs:Path"] = Path.Combine(AppContext.BaseDirectory, "dialogs"),
            ["Register:Path"] = Path.Combine(AppContext.BaseDirectory, "config", "register"),
            ["Telegram:Token"] = FakeBotApi.Token,
            ["Telegram:Mode"] = "webhook",
            ["Telegram:WebhookUrl"] = "https://desk.example.kz/hooks/telegram",
            ["Telegram:WebhookSecret"] = Secret,
            ["Telegram:SendsPerSecond"] = "0",
            ["Telegram:SendsPerSecondPerChat"] = "0",
            ["Conversation:MessagesPerMinute"] = "0",
        };
        foreach (var (key, value) in more)
            values[key] = value;

        var sources = new ConfigurationBuilder().AddInMemoryCollection(values).Build();
        var settings = SettingsReader.Read(sources, out var problems);
        Assert.Empty(problems);
        return (settings!, sources);
    }

    /// <summary>Posts an update as Telegram would; the answer says that it is durable.</summary>
    public async Task Post(byte[] update)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Url + "/hooks/telegram") { Content = new ByteArrayContent(update) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("X-Telegram-Bot-Api-Secret-Token", Secret);
        using var answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    public Task Post(string update) => Post(System.Text.Encoding.UTF8.GetBytes(update));

    /// <summary>The journal of a chat, once it has that many turns of its inputs.</summary>
    public async Task<IReadOnlyList<TranscriptTurn>> Journal(long chat, int turns)
    {
        var reader = _app.Services.GetRequiredService<IConversationReader>();
        var end = DateTime.UtcNow.AddSeconds(20);
        while (true)
        {
            var conversation = await reader.Find(new CitizenAddress("telegram", "123456789", chat.ToString(CultureInfo.InvariantCulture)), TestContext.Current.CancellationToken);
            var journal = conversation is { } id ? await reader.Transcript(id, 0, 100, TestContext.Current.CancellationToken) : [];
            if (journal.Count >= turns)
                return journal;

            Assert.True(DateTime.UtcNow < end, $"Chat {chat} has {journal.Count} of {turns} turns.");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        await Api.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
