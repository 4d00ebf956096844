using System.Text;
using ConsultBot.Application.Ports;
using ConsultBot.Channels.Telegram;

namespace ConsultBot.Channels.Tests.Telegram;

public class TelegramUpdatesTests
{
    private static readonly TelegramUpdates _updates = new(new TelegramAccount(new TelegramOptions { Token = TelegramRig.Token }));
    private static readonly DateTimeOffset _now = DateTimeOffset.UnixEpoch;

    [Fact]
    public void Every_update_has_its_chat_and_its_content_key() => Check(Vectors.Own("telegram-updates.jsonl"));

    [Fact]
    public void Every_shared_update_has_its_chat_and_its_content_key() => Check(Vectors.Shared("telegram-updates.jsonl"));

    [Fact]
    public void A_redelivery_has_the_same_key_and_everything_else_another()
    {
        var keys = Vectors.Updates(Vectors.Own("telegram-updates.jsonl")).Select(vector => _updates.One(vector.Bytes, _now).Key).ToArray();

        Assert.Equal(keys.Length, keys.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(_updates.One(Bytes(Samples.Text(7)), _now).Key, Split(Samples.Batch(Samples.Text(7)).Body)!.Inputs[0].Key);
    }

    [Fact]
    public void Two_edits_in_one_second_are_two_inputs_and_the_same_edit_is_one()
    {
        static string Edit(int id, string text) =>
            $$$"""{"update_id":{{{id}}},"edited_message":{"message_id":2,"chat":{"id":5,"type":"private"},"date":1,"edit_date":60,"text":"{{{text}}}"}}""";
        var batch = Split(Samples.Batch(Edit(1, "one"), Edit(2, "two"), Edit(3, "one")).Body)!;

        Assert.NotEqual(batch.Inputs[0].Key, batch.Inputs[1].Key);
        Assert.Equal(batch.Inputs[0].Key, batch.Inputs[2].Key);
        Assert.Equal(batch.Inputs[1].Key, _updates.One(Bytes(Edit(9, "two")), _now).Key);
    }

    [Fact]
    public void Each_element_keeps_exactly_its_own_bytes()
    {
        var raws = Vectors.Updates(Vectors.Own("telegram-updates.jsonl")).Select(vector => vector.Raw).ToArray();

        var batch = Split("{\"ok\":true,\"result\":[ " + string.Join(" , ", raws) + " ]}\n")!;

        Assert.Equal(raws, batch.Inputs.Select(input => Encoding.UTF8.GetString(input.Bytes.Span)));
        Assert.All(batch.Inputs, input => Assert.Equal(("telegram", "100001", InputSource.Channel), (input.Address.Channel, input.Address.Account, input.Source)));
    }

    [Theory]
    [InlineData("5", 5)]
    [InlineData("\"5\"", 5)]
    [InlineData("-5", null)]
    [InlineData("0", null)]
    [InlineData("9223372036854775807", null)]
    [InlineData("92233720368547758070", null)]
    [InlineData("1.5", null)]
    [InlineData("null", null)]
    public void The_number_of_an_update_may_stand_in_quotes_and_is_never_negative(string id, int? last) =>
        Assert.Equal(last, Split($$"""{"ok":true,"result":[{"update_id":{{id}}}]}""")!.Last);

    [Fact]
    public void Nesting_without_end_does_not_stop_the_others()
    {
        var deep = "{\"update_id\":2,\"x\":" + new string('[', 100_000) + new string(']', 100_000) + "}";

        var batch = Split(Samples.Batch(Samples.Text(1), deep, Samples.Text(3)).Body)!;

        Assert.Equal(3, batch.Inputs.Count);
        Assert.Equal(3, batch.Last);
    }

    [Fact]
    public void An_element_with_broken_syntax_is_kept_alone()
    {
        var broken = "{\"update_id\":2,\"message\":{\"message_id\":2,\"chat\":{\"id\":5},\"text\":\"a\u0001b\"}}";

        var batch = Split(Samples.Batch(Samples.Text(1), broken, Samples.Text(3), Samples.Text(4)).Body)!;

        Assert.Equal([Samples.Text(1), broken, Samples.Text(3), Samples.Text(4)], batch.Inputs.Select(input => Encoding.UTF8.GetString(input.Bytes.Span)));
        Assert.StartsWith("update:2:", batch.Inputs[1].Key, StringComparison.Ordinal);
        Assert.Equal("5", batch.Inputs[1].Address.Address);
        Assert.Equal("message:5000000001:4", batch.Inputs[3].Key);
        Assert.Equal(4, batch.Last);
    }

    [Fact]
    public void Of_a_cut_body_only_whole_elements_are_taken()
    {
        var body = Samples.Batch(Samples.Text(1), Samples.Text(2)).Body;

        var batch = Split(body[..^20])!;

        Assert.Equal(Samples.Text(1), Encoding.UTF8.GetString(Assert.Single(batch.Inputs).Bytes.Span));
        Assert.Equal(1, batch.Last);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("[]")]
    [InlineData("{\"ok\":false,\"result\":[]}")]
    [InlineData("{\"ok\":true}")]
    [InlineData("{\"ok\":true,\"result\":7}")]
    public void What_is_no_answer_gives_no_batch(string body) => Assert.Null(Split(body));

    [Theory]
    [InlineData("")]
    [InlineData("rubbish")]
    [InlineData("{\"update_id\":8,\"message\":{\"message_id\":1,\"chat\":{\"id\":5}")]
    [InlineData("[1,2]")]
    [InlineData("{\"update_id\":8} {}")]
    public void Bytes_that_are_no_update_are_an_input_by_their_hash(string body)
    {
        var input = _updates.One(Bytes(body), _now);

        Assert.Equal(body, Encoding.UTF8.GetString(input.Bytes.Span));
        Assert.Matches("^update:(8|none):[0-9a-f]{32}$", input.Key);
    }

    [Fact]
    public void A_cut_update_never_takes_the_key_of_the_whole_one()
    {
        var whole = Samples.Text(7);

        Assert.All(
            Enumerable.Range(0, whole.Length),
            length => Assert.NotEqual(_updates.One(Bytes(whole), _now).Key, _updates.One(Bytes(whole[..length]), _now).Key));
    }

    private static void Check(string path) =>
        Assert.All(Vectors.Updates(path), vector =>
        {
            var batch = Split(Samples.Batch(vector.Raw).Body)!;
            var input = Assert.Single(batch.Inputs);

            Assert.Equal(vector.UpdateId, batch.Last);
            Assert.Equal(vector.Chat ?? "update", input.Address.Address);
            if (vector.Key?.StartsWith("message:", StringComparison.Ordinal) == true || vector.Key?.StartsWith("callback:", StringComparison.Ordinal) == true)
                Assert.Equal(vector.Key, input.Key);
            else
                Assert.Matches($"^{vector.Key ?? $"update:{vector.UpdateId}"}:[0-9a-f]{{32}}$", input.Key);
        });

    private static UpdateBatch? Split(string body) => _updates.Split(Bytes(body), _now);

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
