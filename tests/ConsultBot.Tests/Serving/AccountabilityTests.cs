using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ConsultBot.Application.Consultations;
using ConsultBot.Application.Journals;
using ConsultBot.Application.Ports;
using ConsultBot.Settings;
using ConsultBot.Storage;
using ConsultBot.Tests.Commands;
using ConsultBot.Wiring;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ConsultBot.Tests.Serving;

/// <summary>The whole desk: its journal is sealed and holds, a citizen is erased, the register is asked by programs.</summary>
public sealed class AccountabilityTests : IAsyncLifetime
{
    private const string Secret = "құпия алма ағашы туралы сұрақ";

    private readonly string _folder = Directory.CreateTempSubdirectory("consultbot-accountability-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_clean_stop_seals_what_happened_and_the_journal_holds()
    {
        var (settings, sources) = ServedDesk.Settings(_folder);
        await using (var app = await Start(settings, sources))
        {
            await Say(app, "abc", "жеке куәлік жоғалды");
            await ContentControl.Note(settings with { Urls = app.Urls.First() }, TimeProvider.System, ActNotes.Invited("officer", "jobalinova", ["documents"]), Token);
            await app.StopAsync(Token);
        }

        using var reading = new SqliteConnection($"Data Source={settings.Storage.Path};Mode=ReadOnly;Pooling=False");
        await reading.OpenAsync(Token);
        Assert.Equal(0L, await Scalar(reading, "SELECT (SELECT max(id) FROM journal) - (SELECT max(last_entry) FROM block)"));
        Assert.Equal(0L, await Scalar(reading, "SELECT (SELECT max(id) FROM desk_journal) - (SELECT max(last_desk_entry) FROM block)"));
        Assert.Equal(1L, await Scalar(reading, "SELECT count(*) FROM desk_journal WHERE CAST(content AS TEXT) LIKE '%\"invited\"%jobalinova%'"));
        Assert.Equal(2L, await Scalar(reading, "SELECT count(*) FROM desk_journal WHERE CAST(content AS TEXT) LIKE '%\"published\"%'"));
        var verified = Verify(settings);
        Assert.True(verified.Ok, verified.FirstBroken?.Reason);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_erased_citizens_words_are_not_in_the_file_and_the_journal_holds(bool serverRuns)
    {
        var (settings, sources) = ServedDesk.Settings(_folder);
        var app = await Start(settings, sources);
        for (var i = 0; i < 3; i++)
            await Say(app, "abc", $"{Secret} {i}");
        await Say(app, "abc", "адам керек");
        await Say(app, "other", "басқа адамның сұрағы");
        if (!serverRuns)
        {
            await app.StopAsync(Token);
            await app.DisposeAsync();
        }

        Assert.True(Holds(settings, "\"question\":\"" + Secret) || Holds(settings, Secret), "the search finds what is there");
        var erased = await ContentControl.Erase(settings with { Urls = serverRuns ? app.Urls.First() : settings.Urls }, TimeProvider.System, "web:abc", Token);
        Assert.Null(erased.Fault);
        Assert.NotNull((await ContentControl.Erase(settings with { Urls = serverRuns ? app.Urls.First() : settings.Urls }, TimeProvider.System, "web:nobody", Token)).Fault);
        if (serverRuns)
        {
            await app.StopAsync(Token);
            await app.DisposeAsync();
        }

        await using (var tool = new SqliteConnection($"Data Source={settings.Storage.Path};Pooling=False"))
        {
            await tool.OpenAsync(Token);
            await Scalar(tool, "VACUUM");
            await Scalar(tool, "PRAGMA wal_checkpoint(TRUNCATE)");
        }

        Assert.False(Holds(settings, Secret));
        Assert.False(Holds(settings, "алма ағашы"));
        var verified = Verify(settings);
        Assert.True(verified.Ok, verified.FirstBroken?.Reason);
    }

    [Fact]
    public async Task The_register_is_asked_by_programs_and_what_was_known_then_by_the_command_line()
    {
        var (settings, sources) = ServedDesk.Settings(_folder);
        await using var app = await Start(settings, sources);
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };

        var found = await client.GetFromJsonAsync<JsonElement>("/api/v1/register?q=мысалов&lang=kk", Token);
        Assert.True(found.GetProperty("total").GetInt32() > 0);
        Assert.All(found.GetProperty("rows").EnumerateArray(), row => Assert.Contains("Мысалов", row.GetProperty("name").GetString(), StringComparison.Ordinal));
        Assert.Equal(64, found.GetProperty("hash").GetString()!.Length);
        var all = await client.GetFromJsonAsync<JsonElement>("/api/v1/register?all=1&topic=passport&on=2026-07-10&lang=ru", Token);
        Assert.True(all.GetProperty("total").GetInt32() > found.GetProperty("total").GetInt32());
        Assert.Equal(JsonValueKind.String, all.GetProperty("answer").GetProperty("name").ValueKind);
        var csv = await client.GetStringAsync("/api/v1/register.csv?all=1&lang=en", Token);
        Assert.Equal(all.GetProperty("total").GetInt32() + 1, csv.TrimEnd().Split('\n').Length);
        foreach (var odd in new[] { "?q=%00%ff&page=-4&on=31.12.2026&known=9999-12-31&all=1", "?page=99999999999&topic=none&region=narnia", "?on=0001-01-01&known=0001-01-01&q=" + new string('a', 5_000) })
            Assert.InRange((int)(await client.GetAsync("/register" + odd, Token)).StatusCode, 200, 422);
        Assert.Contains("Күнді былай жазыңыз", await (await client.GetAsync("/register?on=2026-13-40&lang=kk", Token)).Content.ReadAsStringAsync(Token), StringComparison.Ordinal);

        var known = await ContentControl.RegisterAsKnown(settings, TimeProvider.System, DateTimeOffset.UtcNow, Token);
        Assert.Equal(1, known!.Publication.Number);
        await app.StopAsync(Token);
    }

    [Fact]
    public async Task The_verbs_say_what_is_missing()
    {
        Assert.Equal(2, (await Cli.Run(["verify", "--anchor", "short"])).Exit);
        Assert.Equal(2, (await Cli.Run(["erase"])).Exit);
        Assert.Equal(1, (await Cli.Run(["import", "--assignments", "nowhere.csv"])).Exit);
    }

    private static VerifiedJournal Verify(HostSettings settings)
    {
        using var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddSingleton(settings.Zone)
            .AddSingleton<IChance, Application.Privacy.SystemChance>().AddStorage(settings.Storage).BuildServiceProvider();
        return JournalVerification.Run(services.GetRequiredService<IJournalReader>(), 0, []);
    }

    private static async Task<WebApplication> Start(HostSettings settings, Microsoft.Extensions.Configuration.IConfiguration sources)
    {
        var app = DeskServer.Build(settings with { Telegram = null }, sources, TimeProvider.System, services => services.AddLogging(logging => logging.ClearProviders()));
        await using var error = new StringWriter();
        Assert.True(await DeskServer.Publish(app, error, Token), error.ToString());
        ContentControl.Map(app);
        await app.StartAsync(Token);
        return app;
    }

    // Until the turn is committed, however long the matcher is still in training.
    private static Task<TurnReceipt> Say(WebApplication app, string address, string text) => app.Services.GetRequiredService<IInbox>().Submit(
        new RawInput(
            WebChatService.Address(address), Guid.NewGuid().ToString("N"), InputSource.Channel, WebChatInput.Words(text, Domain.Messages.Language.Kk).Write(),
            DateTimeOffset.UtcNow),
        Token);

    private static bool Holds(HostSettings settings, string text) => Directory.GetFiles(Path.GetDirectoryName(Path.GetFullPath(settings.Storage.Path))!)
        .Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)).Any(file =>
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;
        });

    private static async Task<object?> Scalar(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync(Token);
    }
}
