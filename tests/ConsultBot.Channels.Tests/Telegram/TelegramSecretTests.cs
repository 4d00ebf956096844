using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using ConsultBot.Channels.Telegram;

namespace ConsultBot.Channels.Tests.Telegram;

public class TelegramSecretTests
{
    [Fact]
    public async Task The_token_is_in_no_log_line_and_in_no_trace_whatever_fails()
    {
        var seen = new ConcurrentQueue<string>();
        using var listener = Listen(seen);
        var rows = JsonNode.Parse(await File.ReadAllTextAsync(Vectors.Own("telegram-outcomes.json"), TestContext.Current.CancellationToken))!["cases"]!.AsArray()
            .Append(JsonNode.Parse("""{"do":{"then":"hang"}}""")).Append(JsonNode.Parse("""{"do":{"then":"hang","cancelAfterMs":1}}"""));

        foreach (var row in rows)
            await Exercise(row!["do"]!, seen);

        Assert.NotEmpty(seen);
        Assert.All(seen, text => Assert.All(Forms(), form => Assert.DoesNotContain(form, text, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public void The_settings_as_text_name_no_secret()
    {
        var text = new TelegramOptions { Token = TelegramRig.Token, WebhookSecret = "hidden" }.ToString();

        Assert.DoesNotContain(TelegramRig.Token, text, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", text, StringComparison.Ordinal);
    }

    /// <summary>Sends, polls and sets up against one failure.</summary>
    private static async Task Exercise(JsonNode deed, ConcurrentQueue<string> seen)
    {
        await using var server = new FakeServer(_ => Replies.From(deed));
        await using var rig = new TelegramRig(await Replies.Address(server, deed));
        using var poller = rig.Hosted<TelegramPoller>();
        using var setup = rig.Hosted<TelegramSetup>();
        using var stop = new CancellationTokenSource();
        var send = rig.Channel.Send(Samples.Item(Samples.Message("x")), stop.Token);
        await Replies.Unblock(deed, server, rig.Clock, stop);
        seen.Enqueue((await send).ToString());

        await poller.StartAsync(TestContext.Current.CancellationToken);
        await setup.StartAsync(TestContext.Current.CancellationToken);
        for (var i = 0; i < 10; i++)
        {
            rig.Clock.Advance(TimeSpan.FromSeconds(10));
            await Task.Delay(10);
        }

        await poller.StopAsync(TestContext.Current.CancellationToken);
        await setup.StopAsync(TestContext.Current.CancellationToken);
        foreach (var line in rig.Logs.Lines)
            seen.Enqueue(line);
    }

    private static ActivityListener Listen(ConcurrentQueue<string> seen)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => seen.Enqueue(
                $"{activity.DisplayName} {string.Join(' ', activity.TagObjects)} {string.Join(' ', activity.Events.SelectMany(e => e.Tags))} {activity.StatusDescription}"),
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private static string[] Forms() =>
    [
        TelegramRig.Token, TelegramRig.Token[(TelegramRig.Token.IndexOf(':') + 1)..], Uri.EscapeDataString(TelegramRig.Token),
        Convert.ToBase64String(Encoding.UTF8.GetBytes(TelegramRig.Token)),
    ];
}
