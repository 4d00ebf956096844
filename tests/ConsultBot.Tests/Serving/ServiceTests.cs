using System.Globalization;
using ConsultBot.Application.Ports;
using ConsultBot.Domain.Conversations;
using ConsultBot.Domain.Conversations.Events;
using ConsultBot.Domain.Journals;
using ConsultBot.Wiring;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ConsultBot.Tests.Serving;

/// <summary>A dialog of the running desk asks an outside service that the settings declare.</summary>
public sealed class ServiceTests : IAsyncLifetime
{
    private const string Flow = """
        flow: ask-outside
        topic: this-desk
        title: {kk: "Тізілім", ru: "Реестр", en: "Registry"}
        steps:
          - ask: name
            kind: text
            text: {kk: "Кім?", ru: "Кто?", en: "Who?"}
          - service: places
            send: {name: "{name}"}
            keep: {place: place}
            fallback: {kk: "Тізілім жауап бермейді.", ru: "Реестр не отвечает.", en: "No answer."}
            else: later
          - say: {kk: "Орын: {place}", ru: "Место: {place}", en: "Place: {place}"}
          - end: true
          - say: {kk: "Кейін көріңіз.", ru: "Позже.", en: "Later."}
            id: later
        """;

    private static readonly CitizenAddress _citizen = new("web", "web", "0123456789abcdef0123456789abcdef");

    private readonly string _folder = Directory.CreateTempSubdirectory("consultbot-service-").FullName;
    private readonly List<string> _asked = [];
    private readonly WebApplication _service = Service();
    private Func<HttpContext, Task> _answer = context => context.Response.WriteAsync("{}");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Database => Path.Combine(_folder, "desk.db");

    public async ValueTask InitializeAsync()
    {
        _service.Run(async context =>
        {
            using var body = new StreamReader(context.Request.Body);
            _asked.Add(await body.ReadToEndAsync(context.RequestAborted));
            await _answer(context);
        });
        await _service.StartAsync();
        var dialogs = Path.Combine(_folder, "dialogs");
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "dialogs"), "*.yaml", SearchOption.AllDirectories))
        {
            var target = Path.Combine(dialogs, Path.GetRelativePath(Path.Combine(AppContext.BaseDirectory, "dialogs"), file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        await File.WriteAllTextAsync(Path.Combine(dialogs, "flows", "ask-outside.yaml"), Flow, Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task The_answer_leads_on_and_no_personal_number_is_sent_or_kept()
    {
        _answer = context => context.Response.WriteAsync("""{"place": "Абай 5, 990101300122"}""");
        await using var app = await Serve();

        await Write(app, "/start ask-outside");
        await Write(app, "Асан 990101300122");
        var state = await Until(app, state => state.Dialog is null);

        Assert.Null(state.Dialog);
        Assert.Equal("{\"name\":\"\\u0410\\u0441\\u0430\\u043D ************\"}", Assert.Single(_asked));
        var turns = await Transcript(app);
        Assert.Contains(turns[1].Messages, message => message.Body.Contains("Мәлімет сұратып жатырмыз", StringComparison.Ordinal));
        var answered = Assert.IsType<ServiceAnswered>(turns[^1].Event);
        Assert.Equal("Абай 5, ************", answered.Values["place"]);
        Assert.All(turns.SelectMany(turn => turn.Messages), message => Assert.NotEmpty(message.Signature.Official));
        Assert.Contains("Орын: Абай 5, ************", turns[^1].Messages.Single().Body, StringComparison.Ordinal);

        // The call was a row of the outbox; sent, it keeps nothing of what it said.
        await app.StopAsync(Token);
        Assert.Equal("2 0", await Row("SELECT state || ' ' || length(payload) FROM outbox WHERE is_act = 1"));
    }

    [Fact]
    public async Task A_service_that_fails_or_is_slow_gets_its_fallback()
    {
        _answer = context =>
        {
            context.Response.StatusCode = 500;
            return Task.CompletedTask;
        };
        await using var app = await Serve();

        await Write(app, "/start ask-outside");
        await Write(app, "Асан");
        await Until(app, state => state.Dialog is null);
        Assert.StartsWith("Тізілім жауап бермейді.\n\nКейін көріңіз.", (await Transcript(app))[^1].Messages.Single().Body, StringComparison.Ordinal);

        _answer = context => Task.Delay(TimeSpan.FromMinutes(1), context.RequestAborted);
        await Write(app, "/start ask-outside");
        await Write(app, "Асан");
        await Until(app, state => state.Dialog is null);
        Assert.Equal("took longer than 1 s", Assert.IsType<ServiceAnswered>((await Transcript(app))[^1].Event).Fault);
        await app.StopAsync(Token);
    }

    [Fact]
    public async Task A_crash_during_a_call_ends_in_the_fallback_after_the_restart()
    {
        var reached = new TaskCompletionSource();
        _answer = context =>
        {
            reached.TrySetResult();
            return Task.Delay(TimeSpan.FromMinutes(1), context.RequestAborted);
        };
        await using (var app = await Serve("60"))
        {
            await Write(app, "/start ask-outside");
            await Write(app, "Асан");
            await reached.Task.WaitAsync(TimeSpan.FromSeconds(20), Token);

            // As a crash leaves it: the call is Sending, its time-out waits.
            File.Copy(Database, Database + "-crash");
            if (File.Exists(Database + "-wal"))
                File.Copy(Database + "-wal", Database + "-crash-wal");
            await app.StopAsync(Token);
        }

        SqliteConnection.ClearAllPools();
        foreach (var left in Directory.EnumerateFiles(_folder, "desk.db*").Where(file => !file.Contains("crash", StringComparison.Ordinal)).ToList())
            File.Delete(left);
        File.Move(Database + "-crash", Database);
        if (File.Exists(Database + "-crash-wal"))
            File.Move(Database + "-crash-wal", Database + "-wal");

        Assert.Equal("1", await Row("SELECT state FROM outbox WHERE is_act = 1"));
        await Row("UPDATE timer SET due_at = 0 RETURNING kind");

        await using var again = await Serve("60");
        await Until(again, state => state.Dialog is null);
        Assert.StartsWith("Тізілім жауап бермейді.", (await Transcript(again))[^1].Messages.Single().Body, StringComparison.Ordinal);
        Assert.Single(_asked);
        await again.StopAsync(Token);
        Assert.Equal("4", await Row("SELECT state FROM outbox WHERE is_act = 1"));
    }

    private async Task<WebApplication> Serve(string seconds = "1")
    {
        var (settings, sources) = ServedDesk.Settings(
            _folder, ("Dialogs:Path", Path.Combine(_folder, "dialogs")), ("Telegram:BaseUrl", "http://127.0.0.1:1"), ("Services:Hosts", "127.0.0.1"),
            ("Services:places:Url", _service.Urls.First() + "/ask"), ("Services:places:TimeoutSeconds", seconds));
        var app = DeskServer.Build(settings, sources, TimeProvider.System, services => services.AddLogging(logging => logging.ClearProviders()));
        await using var error = new StringWriter();
        Assert.True(await DeskServer.Publish(app, error, Token), error.ToString());
        await app.StartAsync(Token);
        return app;
    }

    private static Task<TurnReceipt> Write(WebApplication app, string text) => app.Services.GetRequiredService<IInbox>().Submit(
        new RawInput(_citizen, Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture), InputSource.Event, JsonForm.Write(new CitizenWrote(text)), DateTimeOffset.UtcNow), Token);

    private static async Task<List<TurnRecord>> Transcript(WebApplication app)
    {
        var reader = app.Services.GetRequiredService<IConversationReader>();
        var id = await reader.Find(_citizen, Token);
        return [.. (await reader.Transcript(id!.Value, 0, 100, Token)).Select(turn => turn.Record!)];
    }

    private static async Task<ConversationState> Until(WebApplication app, Func<ConversationState, bool> holds)
    {
        var reader = app.Services.GetRequiredService<IConversationReader>();
        var end = DateTime.UtcNow.AddSeconds(20);
        while (true)
        {
            var id = await reader.Find(_citizen, Token);
            var state = (await reader.Conversation(id!.Value, Token))!.State;
            if (holds(state))
                return state;

            Assert.True(DateTime.UtcNow < end, "It does not come.");
            await Task.Delay(20, Token);
        }
    }

    private async Task<string> Row(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        await connection.OpenAsync(Token);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(await command.ExecuteScalarAsync(Token), CultureInfo.InvariantCulture)!;
    }

    private static WebApplication Service()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        return builder.Build();
    }
}
