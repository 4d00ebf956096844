using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace ConsultBot.Tests.Serving;

/// <summary>The real program, killed in the midst of its work and started again.</summary>
public sealed partial class KillTests : IAsyncLifetime
{
    private const int Chats = 20;
    private const int Messages = 10;
    private const int Kills = 3;
    private const int Seed = 20261124;

    private readonly string _folder = Directory.CreateTempSubdirectory("consultbot-kill-").FullName;
    private FakeBotApi _api = null!;

    public async ValueTask InitializeAsync() => _api = await FakeBotApi.Start(TimeSpan.FromMilliseconds(40));

    public async ValueTask DisposeAsync()
    {
        await _api.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Killed_three_times_it_answers_every_message_once_and_in_order_but_for_sends_under_way()
    {
        Content();
        var random = new Random(Seed);
        _api.Batch = 15;
        long update = 0;
        for (var message = 1; message <= Messages; message++)
        {
            for (var chat = 1; chat <= Chats; chat++)
                _api.Deliver(++update, FakeBotApi.Text(update, chat, $"a:{chat}-{message}"));
        }

        // How much had arrived when each process died: what was sent again lies across one of these marks.
        var marks = new List<int>();
        for (var kill = 1; kill <= Kills; kill++)
        {
            using var process = Start();
            var goal = (kill * Chats * Messages / (Kills + 1)) + random.Next(-15, 15);
            await _api.Until(api => api.Sent.Count >= goal || process.HasExited, $"seed {Seed}: {goal} answers before kill {kill}", seconds: 60);
            Assert.False(process.HasExited, "It ended by itself.");
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            marks.Add(_api.Sent.Count);
        }

        using var last = Start();
        await _api.Until(api => Answers(api.Sent).Distinct().Count() == Chats * Messages, $"seed {Seed}: every message is answered", seconds: 60);
        last.Kill();
        await last.WaitForExitAsync(TestContext.Current.CancellationToken);

        Check(marks);
    }

    private void Check(List<int> marks)
    {
        var sent = _api.Sent;
        Assert.All(sent, message => Assert.Contains("\n\n— ", message.Text, StringComparison.Ordinal));
        for (var chat = 1; chat <= Chats; chat++)
        {
            var got = sent.Index().Where(message => message.Item.Chat == chat).Select(message => (At: message.Index, Number: Number(message.Item))).ToList();
            Assert.Equal(Enumerable.Range(1, Messages), got.Select(message => message.Number).Distinct());
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

    private Process Start()
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
                ["CONSULTBOT_Storage__Path"] = Path.Combine(_folder, "desk.db"),
                ["CONSULTBOT_Telegram__Token"] = FakeBotApi.Token,
                ["CONSULTBOT_Telegram__BaseUrl"] = _api.Url,
                ["CONSULTBOT_Telegram__SendsPerSecond"] = "0",
                ["CONSULTBOT_Telegram__SendsPerSecondPerChat"] = "0",
                ["CONSULTBOT_Conversation__MessagesPerMinute"] = "0",
            },
        };
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    [GeneratedRegex(@"\b\d+-(?<number>\d+)\b", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Answer();
}
