using System.Text.Json;
using System.Text.Json.Nodes;
using ConsultBot.Application.Ports;
using ConsultBot.Domain.Messages;

namespace ConsultBot.Channels.Tests.Telegram;

public class TelegramSenderTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Every_answer_has_its_outcome(bool secure) => Check(Vectors.Own("telegram-outcomes.json"), secure);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Every_shared_answer_has_its_outcome(bool secure) => Check(Vectors.Shared("send-outcomes.json"), secure);

    [Fact]
    public async Task A_message_goes_as_plain_text_with_its_signature()
    {
        var request = await Sent(Samples.Item(Samples.Message("Сәлем <b>*_ 👋 \"q\" \ud83d")));

        Assert.Equal("sendMessage", request.Call);
        Assert.Equal(["chat_id", "text"], request.Body.EnumerateObject().Select(member => member.Name));
        Assert.Equal(5000000001, request.Body.GetProperty("chat_id").GetInt64());
        Assert.Equal("Сәлем <b>*_ 👋 \"q\" \ufffd\n\n— Жауапты: Сериков Е. Б., басшы", request.Body.GetProperty("text").GetString());
    }

    [Theory]
    [InlineData(new[] { "Иә", "Жоқ", "Басқа" }, "Иә,Жоқ|Басқа")]
    [InlineData(new[] { "Иә", "Бұл жауап маған көмектеспеді" }, "Иә|Бұл жауап маған көмектеспеді")]
    [InlineData(new[] { "Иә" }, "Иә")]
    public async Task Short_buttons_stand_two_in_a_row_and_long_ones_alone(string[] labels, string rows)
    {
        var request = await Sent(Samples.Item(Samples.Message("x", [.. labels.Select(label => new Button("v:" + label, label))])));

        var keyboard = request.Body.GetProperty("reply_markup").GetProperty("inline_keyboard").EnumerateArray().ToArray();
        Assert.Equal(rows, string.Join('|', keyboard.Select(row => string.Join(',', row.EnumerateArray().Select(Label)))));
        Assert.All(keyboard.SelectMany(row => row.EnumerateArray()), button => Assert.Equal("v:" + Label(button), button.GetProperty("callback_data").GetString()));
    }

    [Fact]
    public async Task Acts_carry_no_words()
    {
        var press = await Sent(Samples.Item(new AcknowledgePress("77")));
        var edit = await Sent(Samples.Item(new RemoveButtons("12")));

        Assert.Equal(("answerCallbackQuery", """{"callback_query_id":"77"}"""), (press.Call, press.Body.GetRawText()));
        Assert.Equal(("editMessageReplyMarkup", """{"chat_id":5000000001,"message_id":12}"""), (edit.Call, edit.Body.GetRawText()));
    }

    [Fact]
    public async Task An_act_that_is_done_already_is_done_and_a_refused_one_says_nothing_of_the_citizen()
    {
        Assert.Equal(new DeliveryOutcome.Sent(""), await Act(FakeReply.Result(true)));
        Assert.Equal(new DeliveryOutcome.Sent(""), await Act(FakeReply.Error(400, "Bad Request: message is not modified")));
        Assert.False(Assert.IsType<DeliveryOutcome.Rejected>(await Act(FakeReply.Error(403, "Forbidden: bot was blocked by the user"))).Unreachable);

        static async Task<DeliveryOutcome> Act(FakeReply reply)
        {
            await using var server = new FakeServer(_ => reply);
            await using var rig = new TelegramRig(server.Address);
            return await rig.Channel.Send(Samples.Item(new RemoveButtons("12")), default);
        }
    }

    [Fact]
    public async Task Nothing_is_sent_to_where_no_chat_is()
    {
        await using var server = new FakeServer(_ => FakeReply.Result(new { message_id = 1 }));
        await using var rig = new TelegramRig(server.Address);

        Assert.IsType<DeliveryOutcome.Rejected>(await rig.Channel.Send(Samples.Item(Samples.Message("x"), "update"), TestContext.Current.CancellationToken));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_send_that_was_cancelled_before_it_began_was_not_sent()
    {
        await using var server = new FakeServer(_ => FakeReply.Result(new { message_id = 1 }));
        await using var rig = new TelegramRig(server.Address);

        Assert.IsType<DeliveryOutcome.Deferred>(await rig.Channel.Send(Samples.Item(Samples.Message("x")), new CancellationToken(canceled: true)));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_reused_connection_that_breaks_is_unknown_and_never_tried_twice()
    {
        var sends = 0;
        await using var server = new FakeServer(_ =>
            Interlocked.Increment(ref sends) == 1 ? FakeReply.Result(new { message_id = 1 }) : new FakeReply(0) { Then = "close" });
        await using var rig = new TelegramRig(server.Address);

        Assert.Equal(new DeliveryOutcome.Sent("1"), await Send(rig));
        Assert.IsType<DeliveryOutcome.Unknown>(await Send(rig));
        Assert.Equal(2, server.Requests.Count);

        static Task<DeliveryOutcome> Send(TelegramRig rig) => rig.Channel.Send(Samples.Item(Samples.Message("x")), default);
    }

    [Theory]
    [InlineData("-5", 0)]
    [InlineData("4", 4)]
    [InlineData("9223372036854775807", 86_400)]
    public async Task No_wait_that_is_asked_for_is_longer_than_a_day(string asked, int seconds)
    {
        var body = """{"ok":false,"error_code":429,"description":"x","parameters":{"retry_after":""" + asked + "}}";
        await using var server = new FakeServer(_ => new FakeReply(429, body));
        await using var rig = new TelegramRig(server.Address);

        var outcome = await rig.Channel.Send(Samples.Item(Samples.Message("x")), TestContext.Current.CancellationToken);

        Assert.Equal(new DeliveryOutcome.Deferred("429: x", TimeSpan.FromSeconds(seconds), seconds >= 5), outcome);
    }

    [Fact]
    public async Task Many_sends_at_once_do_not_mix_their_words()
    {
        await using var server = new FakeServer(request => FakeReply.Result(new { message_id = request.Body.GetProperty("chat_id").GetInt64() }));
        await using var rig = new TelegramRig(server.Address);

        var outcomes = await Task.WhenAll(Enumerable.Range(1, 500).Select(i => rig.Channel.Send(
            Samples.Item(Samples.Message($"text {i} {new string('ж', i)}"), i.ToString(System.Globalization.CultureInfo.InvariantCulture)), default)));

        Assert.Equal(Enumerable.Range(1, 500).Select(i => new DeliveryOutcome.Sent(i.ToString(System.Globalization.CultureInfo.InvariantCulture))), outcomes);
        Assert.All(server.Requests, request => Assert.StartsWith(
            $"text {request.Body.GetProperty("chat_id").GetInt64()} ж", request.Body.GetProperty("text").GetString(), StringComparison.Ordinal));
    }

    private static async Task<FakeRequest> Sent(OutboxItem item)
    {
        await using var server = new FakeServer(_ => FakeReply.Result(new { message_id = 1 }));
        await using var rig = new TelegramRig(server.Address);
        Assert.IsType<DeliveryOutcome.Sent>(await rig.Channel.Send(item, default));
        return Assert.Single(server.Requests);
    }

    private static string Label(JsonElement button) => button.GetProperty("text").GetString()!;

    private static async Task Check(string path, bool secure)
    {
        var rows = JsonNode.Parse(await File.ReadAllTextAsync(path))!["cases"]!.AsArray()
            .Where(row => (string?)row!["channel"] == "telegram").Select(row => row!).ToArray();
        Assert.True(rows.Length >= 20);
        foreach (var row in rows)
            await CheckRow(row, secure);
    }

    private static async Task CheckRow(JsonNode row, bool secure)
    {
        var name = (string)row["name"]!;
        await using var server = new FakeServer(_ => Replies.From(row["do"]!), secure);
        var address = await Replies.Address(server, row["do"]!);
        await using var rig = new TelegramRig(secure ? address.Replace("http:", "https:", StringComparison.Ordinal) : address);
        using var stop = new CancellationTokenSource();
        var send = rig.Channel.Send(Item((string?)row["only"]), stop.Token);
        await Replies.Unblock(row["do"]!, server, rig.Clock, stop);
        var outcome = await send;

        Assert.True((string)row["class"]! == outcome.GetType().Name, $"{name}: {outcome}");
        if (outcome is DeliveryOutcome.Rejected rejected && row["only"] is null)
            Assert.True(rejected.Unreachable == ((string?)row["address"] == "unreachable"), name);

        if (outcome is DeliveryOutcome.Deferred deferred)
            CheckDeferred(row, deferred);

        Assert.True(server.Requests.Count <= 1, $"{name}: sent {server.Requests.Count} times");
    }

    private static void CheckDeferred(JsonNode row, DeliveryOutcome.Deferred deferred)
    {
        var stopped = (string?)row["account"] == "stopped";
        var seconds = stopped ? 60 : (int?)row["afterSeconds"];
        Assert.Equal(seconds, deferred.After?.TotalSeconds);
        Assert.Equal(seconds >= 5, deferred.WholeAccount);
        Assert.Equal((string?)row["newAddress"], deferred.NewAddress);
    }

    private static OutboxItem Item(string? only) => only switch
    {
        "edit" => Samples.Item(new RemoveButtons("12")),
        "answerCallbackQuery" => Samples.Item(new AcknowledgePress("77")),
        _ => Samples.Item(Samples.Message("x")),
    };
}
