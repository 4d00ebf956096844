using System.Text;
using System.Text.Json;
using ConsultBot.Application.Ports;
using ConsultBot.Channels.Telegram;
using ConsultBot.Domain.Conversations.Events;
using ConsultBot.Domain.Messages;
using CsCheck;

namespace ConsultBot.Channels.Tests.Telegram;

public class TelegramReaderTests
{
    private static readonly TelegramAccount _account = new(new TelegramOptions { Token = TelegramRig.Token }) { Username = "ConsultBot" };
    private static readonly TelegramReader _reader = new(_account);

    [Fact]
    public void Words_come_with_the_hint_of_the_app() =>
        Assert.Equal(new CitizenWrote("Сәлем 👨‍👩‍👧 🇰🇿", Language.Kk), Read(Samples.Text(1, "Сәлем 👨‍👩‍👧 🇰🇿")));

    [Fact]
    public void A_command_is_passed_on_as_text() => Assert.Equal(new CitizenWrote("/start t_land", Language.Kk), Vector("command with a payload"));

    [Theory]
    [InlineData(4096)]
    [InlineData(300_000)]
    public void A_text_of_any_length_is_read(int length) =>
        Assert.Equal(new CitizenWrote(new string('ө', length), Language.Kk), Read(Samples.Text(1, new string('ө', length))));

    [Theory]
    [InlineData("""a\ud83db""", "ab")]
    [InlineData("""\udc00a\ud83d""", "a")]
    [InlineData("""a\u0000b""", "ab")]
    [InlineData("""\ud83d\ude00\ud83d""", "😀")]
    [InlineData("""\\ud83d""", """\ud83d""")]
    [InlineData("""\ud83d\u0041""", "A")]
    public void Halves_of_letters_and_NUL_go_and_the_words_stay(string escaped, string text) =>
        Assert.Equal(new CitizenWrote(text), Read(Private("\"text\":\"" + escaped + "\"")));

    [Fact]
    public void Half_a_letter_in_a_name_does_not_stop_the_text() =>
        Assert.Equal(new CitizenWrote("x"), Read(Private("\"from\":{\"id\":5,\"is_bot\":false,\"first_name\":\"\\ud83d\"},\"text\":\"x\"")));

    [Fact]
    public void Bytes_that_are_no_text_go_and_the_words_stay()
    {
        var raw = Encoding.Latin1.GetBytes(Private("\"text\":\"a\u00FF\u00C3b\""));

        Assert.Equal(new CitizenWrote("ab"), _reader.Read(raw));
    }

    [Fact]
    public void A_press_carries_value_id_and_message()
    {
        Assert.Equal(new CitizenPressed("v1:t:land:7", "4382bfdwdsb323b2d9", "10", Language.Kk), Vector("button press"));
        Assert.Equal(new CitizenPressed("v1:t:land:7", "4382bfdwdsb323b2da", "11", Language.Kk), Vector("button press, message too old"));
        Assert.Equal(new CitizenPressed("x", "4382bfdwdsb323b2db", null, Language.Kk), Vector("button press without message (inline mode)"));
    }

    [Fact]
    public void An_edit_names_the_message() => Assert.Equal(new CitizenEdited("Как записаться к врачу?", "2"), Vector("edited"));

    [Fact]
    public void Media_come_with_what_is_known_of_them()
    {
        Assert.Equal(new CitizenSentMedia(MediaKind.Photo, "Мына жер", "AgAC2", 180000, null, Language.Kk), Vector("photo with caption"));
        Assert.Equal(new CitizenSentMedia(MediaKind.Voice, null, "AwAC", 23000, null, Language.Kk), Vector("voice"));
        Assert.Equal(MediaKind.Document, Assert.IsType<CitizenSentMedia>(Vector("document with a hostile name")).Media);
        Assert.Equal(new CitizenSentMedia(MediaKind.Sticker, null, "CAAC", 0, null, Language.Kk), Vector("sticker"));
        Assert.Equal(new CitizenSentMedia(MediaKind.Contact, null, Hint: Language.Kk), Vector("somebody else's contact"));
        Assert.Equal(new CitizenSentMedia(MediaKind.Location, null, Hint: Language.Kk, Latitude: 51.1282, Longitude: 71.4304), Vector("location"));
        Assert.Equal(new CitizenSentMedia(MediaKind.Other, null, Hint: Language.Kk), Vector("message without any known content"));
    }

    [Theory]
    [InlineData("\"dice\":{\"emoji\":\"🎲\",\"value\":4}", MediaKind.Other)]
    [InlineData("\"poll\":{\"id\":\"1\",\"question\":\"q\",\"options\":[]}", MediaKind.Other)]
    [InlineData("\"video_note\":{\"file_id\":\"f\",\"file_unique_id\":\"u\",\"length\":1,\"duration\":1}", MediaKind.Video)]
    [InlineData("\"video\":{\"file_id\":\"f\",\"file_unique_id\":\"u\",\"width\":1,\"height\":1,\"duration\":1}", MediaKind.Video)]
    [InlineData("\"audio\":{\"file_id\":\"f\",\"file_unique_id\":\"u\",\"duration\":1}", MediaKind.Voice)]
    [InlineData("\"animation\":{\"file_id\":\"f\",\"file_unique_id\":\"u\",\"width\":1,\"height\":1,\"duration\":1},\"document\":{\"file_id\":\"f\",\"file_unique_id\":\"u\"}", MediaKind.Video)]
    [InlineData("\"photo\":[]", MediaKind.Other)]
    public void Every_kind_of_content_is_an_event(string content, MediaKind kind) =>
        Assert.Equal(kind, Assert.IsType<CitizenSentMedia>(Read(Private(content))).Media);

    [Fact]
    public void Blocking_and_unblocking_are_events()
    {
        Assert.IsType<CitizenBlocked>(Vector("blocked by the user"));
        Assert.IsType<CitizenReturned>(Vector("unblocked"));
    }

    [Theory]
    [InlineData("left", "member", true)]
    [InlineData("kicked", "administrator", true)]
    [InlineData("member", "administrator", false)]
    [InlineData("member", "left", false)]
    public void Being_added_to_a_group_is_noted_once(string before, string now, bool entered)
    {
        var e = Read($$$$$"""{"update_id":1,"my_chat_member":{"chat":{"id":-4,"type":"group"},"from":{"id":5,"is_bot":false,"first_name":"A"},"date":1,"old_chat_member":{"status":"{{{{{before}}}}}","user":{"id":100001,"is_bot":true,"first_name":"b"}},"new_chat_member":{"status":"{{{{{now}}}}}","user":{"id":100001,"is_bot":true,"first_name":"b"}}}}""");

        Assert.Equal(entered ? new GroupEntered("https://t.me/ConsultBot") : new InputIgnored("a change of our membership"), e);
    }

    [Theory]
    [InlineData("@consultbot hi", true)]
    [InlineData("hi, @ConsultBot!", true)]
    [InlineData("/help", true)]
    [InlineData("/help@ConsultBot now", true)]
    [InlineData("/help@other_bot", false)]
    [InlineData("hi", false)]
    [InlineData("mail a@ConsultBot", false)]
    [InlineData("@ConsultBotter", false)]
    [InlineData("", false)]
    public void In_a_group_only_those_who_address_us_are_answered(string text, bool addressed)
    {
        var e = Read(Group($"\"text\":{JsonSerializer.Serialize(text)}"));

        Assert.Equal(addressed, e is GroupEntered);
        Assert.Equal(!addressed, e is InputIgnored);
    }

    [Theory]
    [InlineData("from another bot")]
    [InlineData("business message")]
    [InlineData("reaction")]
    [InlineData("unknown kind of update")]
    [InlineData("unknown chat type")]
    [InlineData("message is null")]
    public void What_asks_for_no_reply_is_recorded_only(string name) => Assert.IsType<InputIgnored>(Vector(name));

    [Theory]
    [InlineData("\"pinned_message\":{\"message_id\":1,\"date\":1,\"chat\":{\"id\":5,\"type\":\"private\"}}")]
    [InlineData("\"message_auto_delete_timer_changed\":{\"message_auto_delete_time\":1}")]
    public void A_service_message_asks_for_no_reply(string content) => Assert.IsType<InputIgnored>(Read(Private(content)));

    [Theory]
    [InlineData("message_id is a word")]
    [InlineData("date is a word")]
    [InlineData("chat is null")]
    [InlineData("numbers as strings")]
    [InlineData("100 levels deep")]
    public void What_nobody_can_read_is_parked(string name) => Assert.Throws<UnreadableInputException>(() => Vector(name));

    [Theory]
    [InlineData("")]
    [InlineData("rubbish")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"update_id":1,"message":{"message_id":1,"date":99999999999999,"chat":{"id":5,"type":"private"},"text":"x"}}""")]
    public void Rubbish_is_parked_and_never_another_failure(string raw) => Assert.Throws<UnreadableInputException>(() => Read(raw));

    [Fact]
    public void Any_bytes_are_read_or_parked() =>
        Gen.OneOf(
            Gen.Byte.Array[0, 200],
            Gen.Select(Gen.Int[0, 300], Gen.Byte, (at, value) => Broken(Encoding.UTF8.GetBytes(Samples.Text(1, "Сәлем 👋")), at, value)))
            .Sample(bytes =>
            {
                try
                {
                    return _reader.Read(bytes) is not null;
                }
                catch (UnreadableInputException)
                {
                    return true;
                }
            });

    [Fact]
    public void The_short_way_and_the_library_agree() => Agree(Vectors.Own("telegram-updates.jsonl"));

    [Fact]
    public void The_short_way_and_the_library_agree_on_the_shared_updates() => Agree(Vectors.Shared("telegram-updates.jsonl"));

    [Fact]
    public void The_short_way_takes_the_plain_message()
    {
        Assert.NotNull(PlainMessage.TryRead(Encoding.UTF8.GetBytes(Samples.Text(1, "Сәлем"))));
        Assert.Null(PlainMessage.TryRead(Encoding.UTF8.GetBytes(Private("\"text\":\"x\",\"via_bot\":{}"))));
    }

    [Fact]
    public void The_short_way_and_the_library_agree_on_any_mixture()
    {
        string[] members =
        [
            "\"text\":\"a\"", "\"text\":\"\\u0000b\"", "\"text\":null", "\"text\":7", "\"date\":1", "\"date\":\"z\"", "\"date\":4000000000",
            "\"message_id\":3", "\"message_id\":null", "\"chat\":{\"id\":5,\"type\":\"private\"}", "\"chat\":{\"id\":5,\"type\":\"group\"}",
            "\"chat\":{\"id\":5}", "\"chat\":null", "\"from\":{\"id\":5,\"is_bot\":false,\"first_name\":\"A\",\"language_code\":\"ru-RU\"}",
            "\"from\":{\"id\":5,\"is_bot\":true,\"first_name\":\"A\"}", "\"from\":{\"id\":5,\"language_code\":null}", "\"from\":null",
            "\"entities\":[]", "\"dice\":{\"emoji\":\"x\",\"value\":1}", "\"from\":{}", "\"chat\":{\"type\":\"pr\\u0069vate\",\"id\":5}",
        ];
        Gen.Int[0, members.Length - 1].Select(i => members[i]).Array[0, 8].Sample(chosen => Same($"{{\"update_id\":1,\"message\":{{{string.Join(',', chosen)}}}}}"));
    }

    private static void Agree(string path) => Assert.All(Vectors.Updates(path), vector => Assert.True(Same(vector.Raw), vector.Name));

    private static bool Same(string raw)
    {
        var bytes = Encoding.UTF8.GetBytes(raw);
        return PlainMessage.TryRead(bytes) is not { } plain || plain == _reader.ReadSlowly(bytes);
    }

    private static byte[] Broken(byte[] bytes, int at, byte value)
    {
        bytes[at % bytes.Length] = value;
        return bytes;
    }

    private static ConversationEvent Read(string raw) => _reader.Read(Encoding.UTF8.GetBytes(raw));

    private static ConversationEvent Vector(string name) =>
        Read(Vectors.Updates(Vectors.Own("telegram-updates.jsonl")).Single(vector => vector.Name == name).Raw);

    private static string Private(string content) =>
        $$$"""{"update_id":1,"message":{"message_id":1,"date":1795000000,"chat":{"id":5,"type":"private"},{{{content}}}}}""";

    private static string Group(string content) =>
        $$$"""{"update_id":1,"message":{"message_id":1,"date":1795000000,"from":{"id":5,"is_bot":false,"first_name":"A"},"chat":{"id":-5,"type":"supergroup","title":"g"},{{{content}}}}}""";
}
