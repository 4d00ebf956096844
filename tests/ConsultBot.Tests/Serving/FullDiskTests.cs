using System.Diagnostics;
using System.Net;
using ConsultBot.Settings;
using ConsultBot.Wiring;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ConsultBot.Tests.Serving;

/// <summary>The desk on a small disk of its own that fills up and gets room again.</summary>
public sealed class FullDiskTests : IAsyncLifetime
{
    private const string Secret = "secret-of-the-test";

    private readonly string _disk = Directory.CreateTempSubdirectory("consultbot-disk-").FullName;
    private readonly HttpClient _http = new();
    private FakeBotApi _api = null!;
    private bool _mounted;

    public async ValueTask InitializeAsync()
    {
        _api = await FakeBotApi.Start();
        _mounted = Environment.UserName == "root" && OperatingSystem.IsLinux() && await Run("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", _disk);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _api.DisposeAsync();
        if (_mounted)
            await Run("umount", "-l", _disk);

        Directory.Delete(_disk, recursive: true);
    }

    [Fact]
    public async Task A_full_disk_acknowledges_nothing_and_the_desk_goes_on_by_itself_when_there_is_room()
    {
        Assert.SkipUnless(_mounted, "A small disk can be mounted by root only.");
        var (settings, sources) = Settings();
        await using var app = DeskServer.Build(settings, sources, TimeProvider.System, services => services.AddLogging(logging => logging.ClearProviders()));
        using var said = new StringWriter();
        Assert.True(await DeskServer.Publish(app, said, TestContext.Current.CancellationToken), said.ToString());
        await app.StartAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, await Post(app, 1));
        await Until(app, HttpStatusCode.OK);

        var filler = Path.Combine(_disk, "filler");
        Fill(filler);
        var update = 1;
        while (await Post(app, ++update) == HttpStatusCode.OK)
            Assert.True(update < 5_000, "The disk does not fill up.");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await Post(app, update));
        await Until(app, HttpStatusCode.ServiceUnavailable);

        File.Delete(filler);
        await Until(app, HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.OK, await Post(app, update));

        // Whatever was acknowledged is answered, each once; what was refused came again and is answered once, too.
        await _api.Until(api => api.Sent.Count >= update, "everything acknowledged is answered");
        Assert.Equal(update, _api.Sent.Select(sent => sent.Chat).Distinct().Count());
        Assert.Equal(update, _api.Sent.Count);
        await app.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_read_only_disk_stops_the_start_with_the_place_and_a_way_out()
    {
        Assert.SkipUnless(_mounted && await Run("mount", "-o", "remount,ro", _disk), "A disk can be made read-only by root only.");
        var (settings, sources) = Settings();
        using var output = new StringWriter();
        using var error = new StringWriter();

        var exit = await DeskServer.Run(settings, sources, output, error, TestContext.Current.CancellationToken);

        Assert.Equal(1, exit);
        Assert.Matches(@"^error: .*desk\.db.*cannot be written.*Let the account that runs ConsultBot write there", error.ToString());
    }

    private (HostSettings Settings, IConfiguration Sources) Settings() =>
        ServedDesk.Settings(_disk, ("Telegram:BaseUrl", _api.Url), ("Telegram:WebhookSecret", Secret));

    private async Task<HttpStatusCode> Post(WebApplication app, int update)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, app.Urls.First() + "/hooks/telegram")
        {
            Content = new StringContent(FakeBotApi.Text(update, 1000 + update, "как получить паспорт")),
        };
        request.Headers.Add("X-Telegram-Bot-Api-Secret-Token", Secret);
        using var answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private async Task Until(WebApplication app, HttpStatusCode health)
    {
        for (var tries = 0; tries < 200; tries++)
        {
            using var answer = await _http.GetAsync(new Uri(app.Urls.First() + "/health/ready"), TestContext.Current.CancellationToken);
            if (answer.StatusCode == health)
                return;

            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.Fail($"/health/ready never answers {(int)health}.");
    }

    private static void Fill(string file)
    {
        using var stream = File.Create(file, bufferSize: 0);
        var block = new byte[4096];
        try
        {
            while (true)
                stream.Write(block);
        }
        catch (IOException)
        {
            // Full.
        }
    }

    private static async Task<bool> Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true })!;
            await process.WaitForExitAsync();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
