using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using ConsultBot.Application.Ports;
using ConsultBot.Domain.Conversations;
using ConsultBot.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace ConsultBot.Tests.Serving;

/// <summary>The real program, killed in the midst of its work and started again. TEST_KILLS makes a longer run.</summary>
public sealed partial class KillTests : IAsyncLifetime
{
    private const int Chats = 20;
    private const int MessagesToAKill = 3;
    private const int Seed = 20261124;
    private const string Secret = "secret-of-the-test";

    // Half of the kills by polling, half by webhook.
    private static readonly int _kills =
        (int.TryParse(Environment.GetEnvironmentVariable("TEST_KILLS"), NumberStyles.None, CultureInfo.InvariantCulture, out var kills) ? kills : 10) / 2;

    private static readonly int _messages = 6 + (MessagesToAKill * _kills);

    private readonly string _folder = Directory.CreateTempSubdirectory("consultbot-kill-").FullName;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(5) };
    private readonly CancellationTokenSource _over = new();
    private FakeBotApi _api = null!;
    private volatile string? _url;

    private string Database => Path.Combine(_folder, "desk.db");

    public async ValueTask InitializeAsync() => _api = await FakeBotApi.Start(TimeSpan.FromMilliseconds(40));

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        _over.Dispose();
        _http.Dispose();
        await _api.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("poll")]
    [InlineData("webhook")]
    public async Task Killed_again_and_again_it_answers_every_message_once_and_in_order_but_for_sends_under_way(string mode)
    {
        Content();
        var random = new Random(Seed);
        var delivered = mode == "poll" ? Queue() : Task.WhenAll(Enumerable.Range(1, Chats).Select(Post));

        // How much had arrived when each process died: what was sent again lies across one of these marks.
        var marks = new List<int>();
        for (var kill = 1; kill <= _kills; kill++)
        {
            using var process = Start(mode);
            var goal = (kill * Chats * _messages / (_kills + 1)) + random.Next(-15, 15);
            await _api.Until(api => api.Sent.Count >= goal || process.HasExited, $"seed {Seed}: {goal} answers before kill {kill}", seconds: 60);
            Assert.False(process.HasExited, "It ended by itself.");
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            _url = null;
            marks.Add(_api.Sent.Count);
        }

        using var last = Start(mode);
        await _api.Until(api => Answers(api.Sent).Distinct().Count() == Chats * _messages, $"seed {Seed}: every message is answered", seconds: 60);
        await delivered;
        using (var stop = Process.Start("kill", ["-TERM", last.Id.ToString(CultureInfo.InvariantCulture)]))
            await stop.WaitForExitAsync(TestContext.Current.CancellationToken);

        await last.WaitForExitAsync(TestContext.Current.CancellationToken);
        Check(marks);
        await CheckJournals();
    }

    private Task Queue()
    {
        _api.Batch = 15;
        for (var message = 1; message <= _messages; message++)
        {
            for (var chat = 1; chat <= Chats; chat++)
                _api.Deliver(Update(chat, message), FakeBotApi.Text(Update(chat, message), chat, $"a:{chat}-{message}"));
        }

        return Task.CompletedTask;
    }

    // As the messenger does: a chat's next update only when the one before was taken.
    private async Task Post(int chat)
    {
        for (var message = 1; message <= _messages; message++)
        {
            var body = FakeBotApi.Text(Update(chat, message), chat, $"a:{chat}-{message}");
            while (!await Taken(body))
                await Task.Delay(20, _over.Token);
        }
    }

    private async Task<bool> Taken(string body)
    {
        if (_url is not { } url)
            return false;

        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, url + "/hooks/telegram") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
            request.Headers.Add("X-Telegram-Bot-Api-Secret-Token", Secret);
            using var answer = await _http.SendAsync(request, _over.Token);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception error) when (error is HttpRequestException or IOException || (error is TaskCanceledException && !_over.IsCancellationRequested))
        {
            return false;
        }
    }

    private static long Update(int chat, int message) => ((message - 1) * Chats) + chat;

    // Whatever a citizen got twice, the journal calls a possible duplicate.
    private async Task CheckJournals()
    {
        await using var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System)
            .AddSingleton(TimeZoneInfo.FindSystemTimeZoneById("Asia/Almaty")).AddSingleton<IChance, NoChance>()
            .AddStorage(new StorageOptions { Path = Database }).BuildServiceProvider();
        var reader = services.GetRequiredService<IConversationReader>();
        for (var chat = 1; chat <= Chats; chat++)
        {
            var address = new CitizenAddress("telegram", FakeBotApi.Token.Split(':')[0], chat.ToString(CultureInfo.InvariantCulture));
            var conversation = await reader.Find(address, TestContext.Current.CancellationToken);
            var journal = await reader.Transcript(conversation!.Value, 0, 10_000, TestContext.Current.CancellationToken);
            var repeats = journal.SelectMany(turn => turn.Record!.Marks).Where(mark => mark.Name == "possibleDuplicate")
                .CountBy(mark => long.Parse(mark.Value.Split(':')[0], CultureInfo.InvariantCulture)).ToDictionary();
            var allowed = journal.SelectMany(turn => turn.Deliveries.Zip(turn.Record!.Messages))
                .ToDictionary(pair => pair.Second.Text, pair => 1 + repeats.GetValueOrDefault(pair.First.Item), StringComparer.Ordinal);
            foreach (var (text, times) in _api.To(chat).CountBy(text => text))
                Assert.True(times <= allowed[text], $"seed {Seed}, chat {chat}: '{text.Split('\n')[0]}' came {times} times, the journal knows of {allowed[text]}");
        }
    }

    private void Check(List<int> marks)
    {
        var sent = _api.Sent;
        Assert.All(sent, message => Assert.Contains("\n\n— ", message.Text, StringComparison.Ordinal));
        for (var chat = 1; chat <= Chats; chat++)
        {
            var got = sent.Index().Where(message => message.Item.Chat == chat).Select(message => (At: message.Index, Number: Number(message.Item))).ToList();
            Assert.Equal(Enumerable.Range(1, _messages), got.Select(message => message.Number).Distinct());
            for (var i = 1; i < got.Count; i++)
            {
                // The next number, or the last one again because the process died while it was being sent.
                var again = got[i].Number == got[i - 1].Number && marks.Exists(mark => got[i - 1].At < mark && got[i].At >= mark);
                Assert.True(again || got[i].Number == got[i - 1].Number + 1, $"seed {Seed}, chat {chat}: {string.Join(' ', got)}, kills at {string.Join(' ', marks)}");
            }
        }
    }

    private static IEnumerable<string> Answers(IEnumerable<SentMessage> sent) => sent.Select(message => $"{message.Chat}-{Number(message)}");

    private static int Number(SentMessage message) =>
        int.Parse(Answer().Match(message.Text).Groups["number"].Value, CultureInfo.InvariantCulture);

    // The pack of the load dialogue repeats the value that it was given.
    private void Content()
    {
        var dialogs = Directory.CreateDirectory(Path.Combine(_folder, "dialogs")).FullName;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests", "load", "dialogs")))
            File.Copy(file, Path.Combine(dialogs, Path.GetFileName(file)));

        File.Copy(Path.Combine(AppContext.BaseDirectory, "dialogs", "texts", "system.yaml"), Path.Combine(dialogs, "system.yaml"));
    }

    private Process Start(string mode)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "ConsultBot.dll"), "serve"])
        {
            WorkingDirectory = _folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["CONSULTBOT_Urls"] = "http://127.0.0.1:0",
                ["CONSULTBOT_Dialogs__Path"] = Path.Combine(_folder, "dialogs"),
                ["CONSULTBOT_Register__Path"] = Path.Combine(AppContext.BaseDirectory, "config", "register"),
                ["CONSULTBOT_Storage__Path"] = Database,
                ["CONSULTBOT_Telegram__Token"] = FakeBotApi.Token,
                ["CONSULTBOT_Telegram__BaseUrl"] = _api.Url,
                ["CONSULTBOT_Telegram__Mode"] = mode,
                ["CONSULTBOT_Telegram__WebhookUrl"] = mode == "webhook" ? "https://desk.example.kz/hooks/telegram" : "",
                ["CONSULTBOT_Telegram__WebhookSecret"] = mode == "webhook" ? Secret : "",
                ["CONSULTBOT_Telegram__SendsPerSecond"] = "0",
                ["CONSULTBOT_Telegram__SendsPerSecondPerChat"] = "0",
                ["CONSULTBOT_Conversation__MessagesPerMinute"] = "0",
            },
        };
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) =>
        {
            if (Address().Match(line.Data ?? "") is { Success: true } address)
                _url = address.Groups["url"].Value;
        };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private sealed class NoChance : IChance
    {
        public void Fill(Span<byte> bytes) => throw new InvalidOperationException("A reader needs no chance.");
    }

    [GeneratedRegex(@"^Web chat: (?<url>http://\S+?)/\s", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Address();

    [GeneratedRegex(@"\b\d+-(?<number>\d+)\b", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Answer();
}
