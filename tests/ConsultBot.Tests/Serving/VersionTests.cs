using System.Globalization;
using System.Text.Json;
using ConsultBot.Application.Ports;
using ConsultBot.Tests.Commands;
using ConsultBot.Wiring;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ConsultBot.Tests.Serving;

/// <summary>Versions of the content, from the command line, with and without a running server.</summary>
public sealed class VersionTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("consultbot-versions-").FullName;

    public ValueTask InitializeAsync()
    {
        Copy(Path.Combine(AppContext.BaseDirectory, "dialogs"), Path.Combine(_folder, "dialogs"));
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task What_is_imported_is_exported_byte_for_byte()
    {
        await File.WriteAllBytesAsync(Path.Combine(Dialogs, "bom.yaml"), [0xEF, 0xBB, 0xBF, .. "texts:\r\n  trial.bom: {kk: \"а\", ru: \"б\", en: \"c\"}\r\n"u8], Token);
        var (settings, _) = ServedDesk.Settings(_folder, ("Dialogs:Path", Dialogs));
        var (problems, files) = Application.Packs.ContentCheck.Files(settings.Content, new DateOnly(2026, 11, 24));
        Assert.DoesNotContain(problems, problem => problem.IsError);

        var imported = await ContentControl.Import(settings, TimeProvider.System, files!.Value.Pack, files.Value.Register, Token);
        Assert.Equal((1, 1), (imported.Pack, imported.Register));
        var again = await ContentControl.Import(settings, TimeProvider.System, files.Value.Pack, files.Value.Register, Token);
        Assert.Equal(1, again.Pack);

        var exported = await ContentControl.Export(settings, TimeProvider.System, null, Token);
        exported!.Pack.WriteTo(Path.Combine(_folder, "out"));
        exported.Register.WriteTo(Path.Combine(_folder, "register"));
        Same(Dialogs, Path.Combine(_folder, "out"));
        Same(settings.Content.RegisterPath, Path.Combine(_folder, "register"));
    }

    [Fact]
    public async Task A_running_server_has_an_import_in_force_at_once_and_a_recall_moves_its_talks()
    {
        await using var api = await FakeBotApi.Start();
        var (settings, sources) = ServedDesk.Settings(_folder, ("Dialogs:Path", Dialogs), ("Telegram:BaseUrl", api.Url));
        await using var app = DeskServer.Build(settings, sources, TimeProvider.System, services => services.AddLogging(logging => logging.ClearProviders()));
        await using var error = new StringWriter();
        Assert.True(await DeskServer.Publish(app, error, Token), error.ToString());
        ContentControl.Map(app);
        await app.StartAsync(Token);
        settings = settings with { Urls = app.Urls.First() };
        var reader = app.Services.GetRequiredService<Application.Packs.ContentPublisher>();
        Assert.Equal(1, (await reader.Export(null, Token))!.PackNumber);

        // A dialog begins on the first pack and stands at a step that the second does not have.
        await Web(app, "записаться на консультацию");
        var flow = Path.Combine(Dialogs, "flows", "book-officer.yaml");
        await File.WriteAllTextAsync(flow, (await File.ReadAllTextAsync(flow, Token)).Replace("ask: topic", "ask: subject", StringComparison.Ordinal)
            .Replace("goto: topic", "goto: subject", StringComparison.Ordinal).Replace("{topic}", "{subject}", StringComparison.Ordinal), Token);
        var texts = Path.Combine(Dialogs, "texts", "book-officer.yaml");
        await File.WriteAllTextAsync(texts, (await File.ReadAllTextAsync(texts, Token)).Replace("{topic}", "{subject}", StringComparison.Ordinal), Token);
        var (problems, files) = Application.Packs.ContentCheck.Files(settings.Content, new DateOnly(2026, 11, 24));
        Assert.True(files is not null, string.Join('\n', problems.Where(problem => problem.IsError)));

        var imported = await ContentControl.Import(settings, TimeProvider.System, files.Value.Pack, files.Value.Register, Token);
        Assert.Equal(2, imported.Pack);

        // The running dialog stays on its pack.
        var state = await Web(app, "паспорт");
        Assert.Equal((1, "passport"), (state.Dialog!.Pack, state.Dialog.Slots["topic"]));

        var recalled = await ContentControl.Recall(settings, TimeProvider.System, 1, Token);
        Assert.Equal((null, 2, 1), (recalled.Fault, recalled.InForce, recalled.Talks));
        state = await Until(app, now => now.Dialog?.Pack != 1);
        Assert.Equal(2, state.Dialog!.Pack);

        Assert.StartsWith("Pack 2 is the only one", (await ContentControl.Recall(settings, TimeProvider.System, 2, Token)).Fault, StringComparison.Ordinal);
        Assert.StartsWith("There is no pack 9", (await ContentControl.Recall(settings, TimeProvider.System, 9, Token)).Fault, StringComparison.Ordinal);
        await app.StopAsync(Token);
    }

    [Fact]
    public async Task What_was_accepted_stays_in_force_with_an_alarm_when_a_newer_rule_forbids_it()
    {
        await using var api = await FakeBotApi.Start();
        var (settings, sources) = ServedDesk.Settings(_folder, ("Dialogs:Path", Dialogs), ("Telegram:BaseUrl", api.Url));
        await Serve(async app => Assert.Equal(1, (await app.Services.GetRequiredService<Application.Packs.ContentPublisher>().Export(null, Token))!.PackNumber));

        // Published by an older program, whose rules took it: a text is missing that this program demands, and a link is broken.
        var files = Application.Packs.SourceFiles.FromFolder(Dialogs, [])!;
        var old = files.With(new Dictionary<string, string>
        {
            ["texts/system.yaml"] = files.Texts["texts/system.yaml"].Replace("  group.private:", "  group.former:", StringComparison.Ordinal),
            ["texts/old.yaml"] = "texts:\n  old.link: {kk: \"http://x\", ru: \"http://x\", en: \"http://x\"}\n",
        });
        await Serve(app => app.Services.GetRequiredService<IPublications>().Publish(PublicationKind.Pack, old.Hash(), old.ToBytes(), DateTimeOffset.UtcNow, "older", Token));

        var log = new List<string>();
        await Serve(
            async app =>
            {
                ContentControl.Map(app);
                await app.StartAsync(Token);
                Assert.Equal(2, (await app.Services.GetRequiredService<Application.Packs.ContentPublisher>().Export(null, Token))!.PackNumber);
                await Web(app, "/start book-officer");
                var state = await Web(app, "қазақша");
                Assert.True(state.Turns >= 2, "It talks.");
                await app.StopAsync(Token);
            },
            log);
        Assert.Contains(log, line => line.StartsWith("Error ALARM: pack 2 and register R-000001 stay in force", StringComparison.Ordinal)
            && line.Contains("text-missing: The text 'group.private' is missing. Add it under 'texts' in kk, ru and en. Mend the sources and import them.", StringComparison.Ordinal));
        Assert.Contains(log, line => line.Contains("link-form: 'old.link' has the link http://x", StringComparison.Ordinal));

        // The folder's own content has errors now, but it is new: that is refused before it is published.
        await File.WriteAllTextAsync(Path.Combine(Dialogs, "more.yaml"), "texts:\n  more.link: {kk: \"http://x\", ru: \"http://x\", en: \"http://x\"}\n", Token);
        await using var refused = DeskServer.Build(settings, sources, TimeProvider.System, services => services.AddLogging(logging => logging.ClearProviders()));
        await using var said = new StringWriter();
        Assert.False(await DeskServer.Publish(refused, said, Token));
        Assert.Contains("more.yaml:2:14: error link-form", said.ToString(), StringComparison.Ordinal);

        async Task Serve(Func<WebApplication, Task> then, List<string>? lines = null)
        {
            await using var app = DeskServer.Build(settings, sources, TimeProvider.System, services => services.AddLogging(logging =>
            {
                logging.ClearProviders();
                if (lines is not null)
                    logging.AddProvider(new ListedLog(lines));
            }));
            await using var error = new StringWriter();
            Assert.True(await DeskServer.Publish(app, error, Token), error.ToString());
            await then(app);
        }
    }

    [Fact]
    public async Task Imports_under_way_disturb_no_talk()
    {
        await using var api = await FakeBotApi.Start();
        var (settings, sources) = ServedDesk.Settings(_folder, ("Dialogs:Path", Dialogs), ("Telegram:BaseUrl", api.Url));
        await using var app = DeskServer.Build(settings, sources, TimeProvider.System, services => services.AddLogging(logging => logging.ClearProviders()));
        await using var error = new StringWriter();
        Assert.True(await DeskServer.Publish(app, error, Token), error.ToString());
        ContentControl.Map(app);
        await app.StartAsync(Token);
        settings = settings with { Urls = app.Urls.First() };
        var pack = Application.Packs.SourceFiles.FromFolder(Dialogs, [])!;
        var register = Application.Packs.SourceFiles.FromFolder(settings.Content.RegisterPath, [])!;
        var imported = 0;

        var talks = Enumerable.Range(0, 8).Select(citizen => Task.Run(async () =>
        {
            var packs = new List<int>();
            for (var round = 0; round < 3 || Volatile.Read(ref imported) < 3; round++)
            {
                await Web(app, "/start book-officer", citizen);
                packs.Add((await Web(app, "паспорт", citizen)).Dialog!.Pack);
                var state = await Web(app, "алматы", citizen);
                Assert.Equal((packs[^1], "passport", "kz-almaty"), (state.Dialog!.Pack, state.Dialog.Slots["topic"], state.Dialog.Slots["region"]));
            }

            Assert.Equal(packs.Order(), packs);
            return packs.Count;
        }, Token)).ToList();
        for (var version = 2; version <= 4; version++)
        {
            var changed = pack.With(new Dictionary<string, string> { ["texts/version.yaml"] = $"texts:\n  made.version: {{kk: \"{version}\", ru: \"{version}\", en: \"{version}\"}}\n" });
            Assert.Equal(version, (await ContentControl.Import(settings, TimeProvider.System, changed, register, Token)).Pack);
            Interlocked.Increment(ref imported);
        }

        Assert.All(await Task.WhenAll(talks), rounds => Assert.True(rounds >= 3));
        Assert.Equal(4, (await Web(app, "/start book-officer", 0)).Dialog!.Pack);
        await app.StopAsync(Token);
    }

    [Fact]
    public async Task Whoever_asks_while_an_edited_pack_is_learnt_is_answered_and_then_the_edit_is_known()
    {
        await using var api = await FakeBotApi.Start();
        var (settings, sources) = ServedDesk.Settings(_folder, ("Dialogs:Path", Dialogs), ("Telegram:BaseUrl", api.Url));
        await using var app = DeskServer.Build(settings, sources, TimeProvider.System, services => services.AddLogging(logging => logging.ClearProviders()));
        await using var error = new StringWriter();
        Assert.True(await DeskServer.Publish(app, error, Token), error.ToString());
        ContentControl.Map(app);
        await app.StartAsync(Token);
        settings = settings with { Urls = app.Urls.First() };
        await Web(app, "во сколько лет пенсия");
        Assert.Equal("pension", (await Until(app, state => state.Topic is not null)).Topic);
        var topic = Path.Combine(Dialogs, "topics", "fines.yaml");
        await File.WriteAllTextAsync(topic, (await File.ReadAllTextAsync(topic, Token)).Replace("phrasings:\n  kk:\n", "phrasings:\n  kk:\n    - крякозябра мурзилка\n", StringComparison.Ordinal), Token);
        var (_, files) = Application.Packs.ContentCheck.Files(settings.Content, new DateOnly(2026, 11, 24));

        var import = ContentControl.Import(settings, TimeProvider.System, files!.Value.Pack, files.Value.Register, Token);
        var asked = new List<int>();
        while (!import.IsCompleted || asked.Count == 0)
        {
            asked.Add(1_000 + asked.Count);
            await Web(app, "во сколько лет пенсия", asked[^1]);
        }

        Assert.Equal(2, (await import).Pack);
        foreach (var citizen in asked)
            Assert.Equal("pension", (await Until(app, state => state.Topic is not null, citizen)).Topic);

        await Web(app, "крякозябра мурзилка");
        Assert.Equal("fines", (await Until(app, state => state.Topic != "pension")).Topic);
        await app.StopAsync(Token);
    }

    [Fact]
    public async Task Nobody_publishes_without_the_secret_of_the_database()
    {
        await using var api = await FakeBotApi.Start();
        var (settings, sources) = ServedDesk.Settings(_folder, ("Telegram:BaseUrl", api.Url));
        await using var app = DeskServer.Build(settings, sources, TimeProvider.System, services => services.AddLogging(logging => logging.ClearProviders()));
        await using var error = new StringWriter();
        Assert.True(await DeskServer.Publish(app, error, Token), error.ToString());
        ContentControl.Map(app);
        await app.StartAsync(Token);
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };

        using var none = await client.PostAsync("/control/recall/1", null, Token);
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, none.StatusCode);
        client.DefaultRequestHeaders.Authorization = new System.Net.Http.Headers.AuthenticationHeaderValue("Bearer", new string('0', 64));
        using var wrong = await client.PostAsync("/control/recall/1", null, Token);
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, wrong.StatusCode);
        await app.StopAsync(Token);
    }

    [Fact]
    public async Task The_verbs_say_what_is_missing()
    {
        var broken = Path.Combine(_folder, "broken");
        Directory.CreateDirectory(broken);
        await File.WriteAllTextAsync(Path.Combine(broken, "pack.yaml"), "pack: [\n", Token);

        var import = await Cli.Run(["import", broken]);
        Assert.Equal(1, import.Exit);
        Assert.Contains("error yaml-syntax", import.Output, StringComparison.Ordinal);

        var export = await Cli.Run(["export", Dialogs]);
        Assert.Equal(1, export.Exit);
        Assert.Contains("is not empty", export.Error, StringComparison.Ordinal);

        Assert.Equal(2, (await Cli.Run(["recall", "first"])).Exit);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Dialogs => Path.Combine(_folder, "dialogs");

    private static async Task<Domain.Conversations.ConversationState> Web(WebApplication app, string text, int citizen = 15)
    {
        var address = Address(citizen);
        var e = Domain.Journals.JsonForm.Write(new Domain.Conversations.Events.CitizenWrote(text));
        var key = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);
        await app.Services.GetRequiredService<IInbox>().Submit(new RawInput(address, key, InputSource.Event, e, DateTimeOffset.UtcNow), Token);
        return await State(app, citizen);
    }

    private static Domain.Conversations.CitizenAddress Address(int citizen) =>
        new("web", "web", citizen.ToString("x32", CultureInfo.InvariantCulture));

    private static async Task<Domain.Conversations.ConversationState> State(WebApplication app, int citizen = 15)
    {
        var reader = app.Services.GetRequiredService<IConversationReader>();
        var id = await reader.Find(Address(citizen), Token);
        return (await reader.Conversation(id!.Value, Token))!.State;
    }

    private static async Task<Domain.Conversations.ConversationState> Until(WebApplication app, Func<Domain.Conversations.ConversationState, bool> holds, int citizen = 15)
    {
        var end = DateTime.UtcNow.AddSeconds(20);
        while (true)
        {
            var state = await State(app, citizen);
            if (holds(state))
                return state;

            Assert.True(DateTime.UtcNow < end, JsonSerializer.Serialize(state.Dialog));
            await Task.Delay(20, Token);
        }
    }

    private sealed class ListedLog(List<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (lines)
                lines.Add($"{logLevel} {formatter(state, exception)}");
        }

        public void Dispose()
        {
        }
    }

    private static void Same(string expected, string actual)
    {
        var names = Names(expected);
        Assert.NotEmpty(names);
        Assert.Equal(names, Names(actual));
        Assert.All(names, name => Assert.Equal(File.ReadAllBytes(Path.Combine(expected, name)), File.ReadAllBytes(Path.Combine(actual, name))));
    }

    private static List<string> Names(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file)).Order(StringComparer.Ordinal)];

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*.yaml", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
