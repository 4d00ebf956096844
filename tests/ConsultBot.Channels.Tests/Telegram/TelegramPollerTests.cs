using ConsultBot.Channels.Telegram;

namespace ConsultBot.Channels.Tests.Telegram;

public class TelegramPollerTests
{
    [Fact]
    public async Task Nothing_is_confirmed_before_it_is_durable()
    {
        var durable = new TaskCompletionSource();
        await using var server = new FakeServer(Queue(Samples.Batch(Samples.Text(101), Samples.Text(102))));
        await using var rig = new TelegramRig(server.Address);
        rig.Inbox.Durable = durable.Task;
        using var poller = rig.Hosted<TelegramPoller>();
        await poller.StartAsync(TestContext.Current.CancellationToken);

        await rig.PassTimeUntil(() => rig.Inbox.Accepts == 1);
        await Task.Delay(300, TestContext.Current.CancellationToken);
        Assert.Single(server.Requests);
        Assert.Empty(rig.Inbox.Inputs);

        durable.SetResult();
        await server.Until(() => server.Requests.Count == 2);
        Assert.Equal(["message:5000000001:101", "message:5000000001:102"], rig.Inbox.Inputs.Select(input => input.Key));
        Assert.Equal([null, 103], Offsets(server));
        await poller.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_broken_update_is_stored_with_the_others_and_confirmed()
    {
        await using var server = new FakeServer(Queue(Samples.Batch(
            Samples.Text(1), "{\"update_id\":\"2\",\"message\":{\"message_id\":\"x{\"}}", "7", "{\"update_id\":3,\"text\":\"\u0001\"}", Samples.Text(4))));
        await using var rig = new TelegramRig(server.Address);
        using var poller = rig.Hosted<TelegramPoller>();
        await poller.StartAsync(TestContext.Current.CancellationToken);

        await server.Until(() => server.Requests.Count == 2);

        Assert.Equal(5, rig.Inbox.Inputs.Count);
        Assert.Equal([null, 5], Offsets(server));
        await poller.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task The_question_names_what_is_wanted_and_waits_long()
    {
        await using var server = new FakeServer(Queue());
        await using var rig = new TelegramRig(server.Address);
        using var poller = rig.Hosted<TelegramPoller>();
        await poller.StartAsync(TestContext.Current.CancellationToken);

        await server.Until(() => server.Requests.Count == 1);

        Assert.Equal(
            """{"limit":100,"timeout":50,"allowed_updates":["message","edited_message","callback_query","my_chat_member"]}""",
            server.Requests[0].Body.GetRawText());
        await poller.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task While_the_inbox_is_closed_the_same_updates_are_asked_for_again()
    {
        var asked = 0;
        await using var server = new FakeServer(request => request.Body.TryGetProperty("offset", out _) || Interlocked.Increment(ref asked) == 0
            ? new FakeReply(0) { Then = "hang" }
            : Samples.Batch(Samples.Text(50)));
        await using var rig = new TelegramRig(server.Address);
        rig.Inbox.Closed = true;
        using var poller = rig.Hosted<TelegramPoller>();
        await poller.StartAsync(TestContext.Current.CancellationToken);

        await rig.PassTimeUntil(() => rig.Inbox.Accepts >= 3);
        Assert.All(Offsets(server), offset => Assert.Null(offset));

        rig.Inbox.Closed = false;
        await rig.PassTimeUntil(() => server.Requests[^1].Body.TryGetProperty("offset", out var offset) && offset.GetInt64() == 51);
        Assert.Single(rig.Inbox.Inputs);
        await poller.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Numbers_that_begin_anew_below_the_last_one_are_taken()
    {
        await using var server = new FakeServer(Queue(
            Samples.Batch(Samples.Text(900050)), Samples.Batch(), Samples.Batch(Samples.Text(1200)), Samples.Batch(Samples.Text(40))));
        await using var rig = new TelegramRig(server.Address);
        using var poller = rig.Hosted<TelegramPoller>();
        await poller.StartAsync(TestContext.Current.CancellationToken);

        await rig.PassTimeUntil(() => server.Requests.Count == 5);

        Assert.Equal([null, 900051, null, 1201, 41], Offsets(server));
        Assert.Equal(3, rig.Inbox.Inputs.Count);
        await poller.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Whatever_the_network_does_the_poller_goes_on()
    {
        await using var server = new FakeServer(Queue(
            new FakeReply(0) { Then = "close" },
            new FakeReply(502, "<html>", "text/html"),
            new FakeReply(200, "{\"ok\":true,\"result\":[{"),
            new FakeReply(200, "{\"ok\":true") { Missing = 50, Then = "reset" },
            FakeReply.Error(500, "Internal Server Error: restart"),
            FakeReply.Error(409, "Conflict: terminated by other getUpdates request"),
            FakeReply.Json(new { ok = false, error_code = 429, description = "Too Many Requests", parameters = new { retry_after = 7 } }, 429),
            new FakeReply(302, Location: "/elsewhere"),
            Samples.Batch(Samples.Text(5))));
        await using var rig = new TelegramRig(server.Address);
        using var poller = rig.Hosted<TelegramPoller>();
        await poller.StartAsync(TestContext.Current.CancellationToken);

        await rig.PassTimeUntil(() => server.Requests.Count == 10);

        Assert.Single(rig.Inbox.Inputs);
        Assert.All(Offsets(server).Take(9), offset => Assert.Null(offset));
        Assert.Equal(6, Offsets(server)[9]);
        Assert.Contains(rig.Logs.Lines, line => line.StartsWith("Error", StringComparison.Ordinal) && line.Contains("somebody else", StringComparison.Ordinal));
        Assert.DoesNotContain(server.Requests, request => request.Path.Contains("elsewhere", StringComparison.Ordinal));
        await poller.StopAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(404)]
    public async Task A_token_that_is_not_known_is_tried_again_each_minute(int code)
    {
        await using var server = new FakeServer(_ => FakeReply.Error(code, "Unauthorized"));
        await using var rig = new TelegramRig(server.Address);
        using var poller = rig.Hosted<TelegramPoller>();
        var start = rig.Clock.GetUtcNow();
        await poller.StartAsync(TestContext.Current.CancellationToken);

        await rig.PassTimeUntil(() => server.Requests.Count == 3);

        Assert.True(rig.Clock.GetUtcNow() - start >= TimeSpan.FromSeconds(119));
        Assert.Contains(rig.Logs.Lines, line => line.Contains("Telegram:Token", StringComparison.Ordinal));
        await poller.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Updates_without_a_number_do_not_make_it_hammer()
    {
        await using var server = new FakeServer(_ => Samples.Batch("{\"message\":{}}"));
        await using var rig = new TelegramRig(server.Address);
        using var poller = rig.Hosted<TelegramPoller>();
        await poller.StartAsync(TestContext.Current.CancellationToken);

        await Task.Delay(500, TestContext.Current.CancellationToken);

        Assert.Single(server.Requests);
        await poller.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_stop_ends_the_long_wait_at_once_and_no_negative_offset_was_ever_sent()
    {
        await using var server = new FakeServer(Queue(Samples.Batch("{\"update_id\":-7}", "{\"update_id\":9223372036854775807}")));
        await using var rig = new TelegramRig(server.Address);
        using var poller = rig.Hosted<TelegramPoller>();
        await poller.StartAsync(TestContext.Current.CancellationToken);
        await rig.PassTimeUntil(() => server.Requests.Count == 2);

        await poller.StopAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);

        Assert.All(Offsets(server), offset => Assert.Null(offset));
    }

    [Fact]
    public async Task A_gap_of_more_than_a_day_is_named()
    {
        var up = false;
        await using var server = new FakeServer(_ => up ? Samples.Batch(Samples.Text(1)) : FakeReply.Error(502, "Bad Gateway"));
        await using var rig = new TelegramRig(server.Address);
        using var poller = rig.Hosted<TelegramPoller>();
        await poller.StartAsync(TestContext.Current.CancellationToken);
        await server.Until(() => server.Requests.Count == 1);
        rig.Clock.Advance(TimeSpan.FromHours(25));
        up = true;

        await rig.PassTimeUntil(() => rig.Inbox.Inputs.Count > 0);

        Assert.Contains(rig.Logs.Lines, line => line.Contains("2026-11-23 09:00:00Z", StringComparison.Ordinal) && line.Contains("lost", StringComparison.Ordinal));
        await poller.StopAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Answers in turn, then leaves the question open as Telegram does.</summary>
    private static Func<FakeRequest, FakeReply> Queue(params FakeReply[] replies)
    {
        var next = -1;
        return _ => Interlocked.Increment(ref next) is var i && i < replies.Length ? replies[i] : new FakeReply(0) { Then = "hang" };
    }

    private static long?[] Offsets(FakeServer server) =>
        [.. server.Requests.Select(request => request.Body.TryGetProperty("offset", out var offset) ? offset.GetInt64() : (long?)null)];
}
