using System.Globalization;
using System.Text;
using ConsultBot.Application.Ports;
using ConsultBot.Domain.Conversations.Events;

namespace ConsultBot.Tests.Serving;

/// <summary>Whatever comes in at the webhook: one signed reply or a recorded ignore, and the next question is answered.</summary>
public sealed class BadInputTests(ServedDesk desk) : IClassFixture<ServedDesk>
{
    /// <summary>Stands in the samples for the chat of the test.</summary>
    private const long Chat = 5000000001;

    private const string Ignored = "ignored";
    private const string Answered = "answered";
    private const string Silent = "silent";

    public static TheoryData<string, string, string> Inputs => new()
    {
        { "a sticker", FakeBotApi.Update(2, Chat, """ "sticker":{"file_id":"C","file_unique_id":"A","type":"regular","width":512,"height":512,"is_animated":false,"is_video":false} """), Answered },
        { "a voice message", FakeBotApi.Update(2, Chat, """ "voice":{"file_id":"C","file_unique_id":"A","duration":7} """), Answered },
        { "a location", FakeBotApi.Update(2, Chat, """ "location":{"latitude":51.1,"longitude":71.4} """), Answered },
        { "a message of a kind to come", FakeBotApi.Update(2, Chat, """ "hologram":{"depth":3} """), Answered },
        { "emoji alone", FakeBotApi.Text(2, Chat, "👨‍👩‍👧🇰🇿🙂"), Answered },
        { "NUL in the text", FakeBotApi.Update(2, Chat, """ "text":"меню\u0000" """), Answered },
        { "NUL alone", FakeBotApi.Update(2, Chat, """ "text":"\u0000" """), Answered },
        { "half a letter", FakeBotApi.Update(2, Chat, """ "text":"меню\ud83d" """), Answered },
        { "half a letter alone", FakeBotApi.Update(2, Chat, """ "text":"\udc00" """), Answered },
        { "an empty text", FakeBotApi.Update(2, Chat, """ "text":"" """), Answered },
        { "a hundred kilobytes", FakeBotApi.Text(2, Chat, string.Concat(Enumerable.Repeat("паспорт ", 7_000))), Answered },
        { "a bidirectional trick", FakeBotApi.Text(2, Chat, "\u202Eтропсап\u202C \u200B\uFEFF"), Answered },
        { "a date that is a word", """{"update_id":2,"message":{"message_id":2,"date":"zz","chat":{"id":5000000001,"type":"private"},"text":"меню"}}""", Answered },
        { "text that is a list", FakeBotApi.Update(2, Chat, """ "text":[1,2] """), Answered },
        { "a press that we never offered", """{"update_id":2,"callback_query":{"id":"77","from":{"id":5000000001,"is_bot":false,"first_name":"A"},"message":{"message_id":1,"date":1,"chat":{"id":5000000001,"type":"private"}},"chat_instance":"1","data":"e:nothing:at:all"}}""", Answered },
        { "an edited message", FakeBotApi.Update(2, Chat, """ "text":"как получить паспорт?","edit_date":1795000009 """, "edited_message"), Silent },
        { "an edit without words", FakeBotApi.Update(2, Chat, """ "edit_date":1795000009,"location":{"latitude":51.1,"longitude":71.4} """, "edited_message"), Ignored },
        { "a service message", FakeBotApi.Update(2, Chat, """ "pinned_message":{"message_id":1,"date":0,"chat":{"id":5000000001,"type":"private"}} """), Ignored },
        { "a message of another bot", """{"update_id":2,"message":{"message_id":2,"from":{"id":9,"is_bot":true,"first_name":"B"},"chat":{"id":5000000001,"type":"private"},"date":1,"text":"меню"}}""", Ignored },
        { "a chat of a kind to come", """{"update_id":2,"message":{"message_id":2,"chat":{"id":5000000001,"type":"hologram"},"date":1,"text":"меню"}}""", Ignored },
    };

    [Theory]
    [MemberData(nameof(Inputs))]
    public async Task An_odd_input_gets_one_signed_reply_or_a_recorded_ignore(string name, string update, string fate)
    {
        var chat = desk.NewChat();
        await desk.Post(FakeBotApi.Text(1, chat, "как получить паспорт"));
        await desk.Post(In(chat, update));
        await desk.Post(FakeBotApi.Text(3, chat, "сколько стоит паспорт"));

        var journal = await desk.Journal(chat, 3);
        var turn = journal[1].Record!;
        Assert.True((fate == Answered ? 1 : 0) == turn.Messages.Count, $"{name}: {turn.Event}, {turn.Messages.Count} messages");
        if (fate == Ignored)
            Assert.Contains(turn.Marks, mark => mark.Name == Ignored);

        var said = fate == Answered ? 3 : 2;
        await desk.Api.Until(api => api.To(chat).Count >= said, $"{name} and the question after it are answered");
        Signed(journal);
        Assert.DoesNotContain('\0', string.Concat(desk.Api.To(chat)));
        Assert.Equal("passport", journal[2].Record!.Messages[^1].Topic);
        Assert.Equal(said, desk.Api.To(chat).Count);
    }

    [Theory]
    [InlineData("no json at all", "hello")]
    [InlineData("an empty body", "")]
    [InlineData("a list", "[]")]
    [InlineData("half an update", """{"update_id":2,"message":{"message_id":2,"chat":{"id":5000000001,"type":"private"},"text":"ме""")]
    [InlineData("a number that is too large", """{"update_id":2,"message":{"message_id":2,"date":1e999,"chat":{"id":5000000001,"type":"private"},"text":"меню"}}""")]
    [InlineData("an unknown kind of update", """{"update_id":2,"hologram_message":{"x":[1,{"y":null}]}}""")]
    [InlineData("a message without a chat", """{"update_id":2,"message":{"message_id":2,"date":1,"text":"меню"}}""")]
    public async Task A_body_that_nobody_can_read_stops_nobody(string name, string body)
    {
        var chat = desk.NewChat();
        await desk.Post(In(chat, body));
        await desk.Post(FakeBotApi.Text(3, chat + 1, "как получить паспорт"));

        await desk.Api.Until(api => api.To(chat + 1).Count == 1, $"after {name} the next question is answered");
        Signed(await desk.Journal(chat + 1, 1));
        Assert.All(desk.Api.To(chat), text => Assert.Contains("\n\n— ", text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_poisonous_body_of_a_chat_is_parked_alone_and_its_citizen_gets_a_signed_word_and_a_person()
    {
        var chat = desk.NewChat();
        await desk.Post(FakeBotApi.Text(1, chat, "как получить паспорт"));
        await desk.Post($$$"""{"update_id":2,"message":{"message_id":2,"chat":{"id":{{{chat}}},"type":"private"},"date":1,"text":"меню","entities":"all"}}""");
        await desk.Post(FakeBotApi.Text(3, chat, "меню"));

        var journal = await desk.Journal(chat, 3);
        Assert.IsType<InputParked>(journal[1].Record!.Event);
        Assert.NotNull(Assert.Single(journal[1].Record!.Messages).Consultation);
        await desk.Api.Until(api => api.To(chat).Count == 3, "all three are answered");
        Signed(journal);
    }

    [Fact]
    public async Task A_group_is_told_once_that_talks_are_private_and_then_there_is_silence()
    {
        var group = -desk.NewChat();
        await desk.Post($$$$"""{"update_id":1,"my_chat_member":{"chat":{"id":{{{{group}}}},"type":"supergroup","title":"G"},"from":{"id":1,"is_bot":false,"first_name":"A"},"date":1,"old_chat_member":{"status":"left","user":{"id":123456789,"is_bot":true,"first_name":"D"}},"new_chat_member":{"status":"member","user":{"id":123456789,"is_bot":true,"first_name":"D"}} }}""");
        foreach (var (id, text) in new[] { (2, "/start"), (3, "всем привет"), (4, "как получить паспорт"), (5, "/menu") })
            await desk.Post(string.Create(CultureInfo.InvariantCulture, $$$"""{"update_id":{{{id}}},"message":{"message_id":{{{id}}},"from":{"id":1,"is_bot":false,"first_name":"A"},"chat":{"id":{{{group}}},"type":"supergroup","title":"G"},"date":1,"text":"{{{text}}}"}}"""));

        var journal = await desk.Journal(group, 5);
        Signed(journal);
        Assert.Equal([1, 0, 0, 0, 0], journal.Select(turn => turn.Record!.Messages.Count));
        await desk.Api.Until(api => api.To(group).Count == 1, "the group is told");
    }

    [Fact]
    public async Task An_update_delivered_again_is_one_turn()
    {
        var chat = desk.NewChat();
        var update = FakeBotApi.Text(1, chat, "как получить паспорт");
        await desk.Post(update);
        await desk.Post(update);
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => desk.Post(update)));
        await desk.Post(FakeBotApi.Text(2, chat, "меню"));

        await desk.Api.Until(api => api.To(chat).Count >= 2, "both are answered");
        Assert.Equal(2, (await desk.Journal(chat, 2)).Count);
        Assert.Equal(2, desk.Api.To(chat).Count);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_answered()
    {
        var chat = desk.NewChat();
        byte[] update = [.. Encoding.UTF8.GetBytes(FakeBotApi.Text(1, chat, "меню @"))];
        update[Array.IndexOf(update, (byte)'@')] = 0xFF;
        await desk.Post(update);

        await desk.Api.Until(api => api.To(chat).Count == 1, "it is answered");
        Signed(await desk.Journal(chat, 1));
    }

    private static string In(long chat, string update) =>
        update.Replace(Chat.ToString(CultureInfo.InvariantCulture), chat.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private void Signed(IReadOnlyList<TranscriptTurn> journal)
    {
        foreach (var message in journal.SelectMany(turn => turn.Record!.Messages))
            Assert.EndsWith("\n\n" + message.Signature.Text, message.Text, StringComparison.Ordinal);

        Assert.All(desk.Api.Sent, sent => Assert.Contains("\n\n— ", sent.Text, StringComparison.Ordinal));
    }
}
