using System.Runtime.CompilerServices;
using ConsultBot.Domain.Answers;
using ConsultBot.Domain.Conversations;
using ConsultBot.Domain.Conversations.Events;
using ConsultBot.Domain.Dialogs;
using ConsultBot.Domain.Journals;
using ConsultBot.Domain.Messages;
using CsCheck;

namespace ConsultBot.Domain.Tests;

/// <summary>Invariant 1: whatever happens, no message leaves without the accountable official's name in its text.</summary>
public class SignedAlwaysTests
{
    private static readonly Gen<string> _words = Gen.OneOf(
        Among(
            "/start", "/menu", "/start id-card", "/delete", "адам", "маман керек", "человек", "human", "menu", "мәзір", "назад", "отмена", "стоп",
            "тіл", "на русском", "in English", "статус", "удалить", "да", "жоқ", "нет", "1", "2", "3", "7", "ә", "қарапайым", "обычный", "кто отвечает",
            "как получить паспорт", "жеке куәлік жоғалды", "пожар горим", "спасибо", "салем", "жалоба", "K-2026-000001", "записаться на консультацию",
            "алматы", "🙂", "?????", "\uFFFD", "", "   ", "a", "повтори", "870112345678 123456789012"),
        Gen.String[Gen.Char.AlphaNumeric, 0, 40],
        Gen.String[Gen.Char, 0, 60],
        Gen.Const(new string('ж', 100_000)));

    private static readonly Gen<ConversationEvent> _events = Gen.OneOf<ConversationEvent>(
        _words.Select(text => (ConversationEvent)new CitizenWrote(text)),
        _words.Select(text => (ConversationEvent)new CitizenWrote(text)),
        Among("i:human", "i:menu", "i:more:1", "i:back", "i:leave", "i:wait", "l:kk", "l:ru", "l:xx", "t:id-card", "t:book-officer", "t:none",
            "y:Helped", "n:Helped", "y:CallOfficer", "y:DeleteData", "y:Complaint", "r:K-2026-000001:a:1", "r:K-2026-000001:o:5", "s:book-officer:topic:passport",
            "s:book-officer:confirm:send", "s:x", "", "zzz").Select(value => (ConversationEvent)new CitizenPressed(value, "p", "m")),
        Gen.Select(Gen.Enum<MediaKind>(), Gen.OneOf(Gen.Const((string?)null), _words.Select(text => (string?)text)),
            (media, caption) => (ConversationEvent)new CitizenSentMedia(media, caption)),
        _words.Select(text => (ConversationEvent)new CitizenEdited(text, "m")),
        Gen.Select(Gen.Enum<TimerKind>(), Gen.Int[1, 4], (kind, number) => (ConversationEvent)new TimerFired(kind, TalonNumber.Format(2026, number))),
        Among<ConversationEvent>(
            new CitizenBlocked(), new CitizenReturned(), new GroupEntered("t.me/x"), new InputIgnored("reaction"), new InputParked("bytes"),
            new DeliveryFailed(1, "blocked", true, false, false), new DeliveryFailed(1, "cut", false, true, true)),
        Gen.Select(Gen.Int[0, 4], Gen.Int[1, 4], Gen.Enum<Outcome>(), Officer));

    private static readonly string[] _people = [.. Sample.Content.Register.Data.People.Select(person => person.Id).Take(12)];

    [Fact]
    public void No_path_through_any_talk_on_any_pack_sends_an_unsigned_message() =>
        Gen.Select(Packs(), _events.Array[1, 40], Gen.Byte).Sample(
            (pack, events, seed) =>
            {
                var state = ConversationState.New;
                var numbers = 0;
                var now = new DateTimeOffset(2026, 11, 24, 5, 0, 0, TimeSpan.Zero).AddHours(seed);
                foreach (var e in events)
                {
                    now = now.AddMinutes(seed % 7 * 13);
                    var turn = Conversation.Decide(state, e, World(pack, now, seed, numbers));
                    numbers += turn.NumberUsed ? 1 : 0;
                    Assert.All(turn.Messages, message => Assert.True(IsSigned(message), $"unsigned after {e}: {message.Text}"));
                    Holds(state, turn);
                    state = JsonForm.ReadState(JsonForm.Write(turn.State));
                }
            },
            iter: 3000);

    [Fact]
    public void The_check_itself_finds_a_message_that_lost_its_signature()
    {
        var unsigned = (OutboundMessage)RuntimeHelpers.GetUninitializedObject(typeof(OutboundMessage));

        Assert.False(IsSigned(unsigned));
    }

    [Fact]
    public void A_message_cannot_be_made_or_read_back_without_a_signature()
    {
        Assert.Throws<ArgumentNullException>(() => new OutboundMessage(MessageKind.Bot, Language.Kk, "text", null!, []));
        var signed = JsonForm.Write(Talk.Only(new Talk().Write("как получить паспорт")));
        Assert.True(IsSigned(JsonForm.ReadMessage(signed)));
        foreach (var broken in new[] { "{}", "null", """{"body":"text","buttons":[]}""", """{"body":"text","buttons":[],"signature":{}}""", """{"body":"t","buttons":[],"signature":{"official":" ","position":"p","assignment":"a","text":" "}}""" })
            Assert.Throws<System.Text.Json.JsonException>(() => JsonForm.ReadMessage(System.Text.Encoding.UTF8.GetBytes(broken)));
    }

    private static Gen<T> Among<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static bool IsSigned(OutboundMessage message) =>
        message.Signature is { Official: { Length: > 0 } official, Position: { Length: > 0 } position }
        && message.Text.Contains(official, StringComparison.Ordinal) && message.Text.Contains(position, StringComparison.Ordinal)
        && message.Text.EndsWith(message.Signature.Text, StringComparison.Ordinal) && message.Text.Length <= 4096;

    // Invariants 6, 7, 9, 12 beside the first.
    private static void Holds(ConversationState before, Turn turn)
    {
        var after = turn.State;
        Assert.Equal(after.Owner != Owner.Bot, after.Consultation is not null);
        Assert.Equal(after.Owner == Owner.Officer, after.Consultation?.Officer is not null);
        if (before.Owner == Owner.Officer && after.Owner == Owner.Officer)
            Assert.All(turn.Messages, message => Assert.True(message.Kind is MessageKind.Human or MessageKind.Notice, $"the bot spoke over the officer: {message.Text}"));
        if (before.Consultation is { } waiting && after.Consultation is null && !turn.Erase)
            Assert.Contains(turn.Consultations, closed => closed.Number == waiting.Number && closed.Outcome is not null);
    }

    private static ConversationEvent Officer(int act, int number, Outcome outcome)
    {
        var officer = new OfficerRef("account-" + number % 2, _people[number % 2 == 0 ? 0 : _people.Length - 1]);
        var consultation = TalonNumber.Format(2026, number);
        return act switch
        {
            0 or 1 => new OfficerClaimed(officer, consultation),
            2 => new OfficerReplied(officer, consultation, outcome == Outcome.Refused ? " " : new string('о', number * 3000)),
            3 => new OfficerReleased(officer, consultation),
            _ => new OfficerClosed(officer, consultation, outcome, "reason", "address"),
        };
    }

    // Random valid packs: other topics, menus, answers and dates on the same texts.
    private static Gen<(Pack Pack, AnswerIndex Index)> Packs()
    {
        var data = Sample.Content.Pack.Data;
        var whole = (Sample.Content.Pack, Sample.Content.Index);
        var some = Gen.Select(Gen.Int[1, data.Topics.Count], Gen.Bool, Gen.Bool, (count, answers, flows) =>
        {
            var topics = data.Topics.Take(count).Select(topic => answers ? topic : topic with { Answer = null }).ToList();
            var pack = new Pack(
                data with
                {
                    Topics = topics,
                    Flows = flows ? [.. data.Flows.Select(flow => flow with { Topic = topics[0].Id })] : [],
                    Menu = [.. topics.Select(topic => topic.Id).Reverse()],
                },
                count);
            return (pack, AnswerIndex.Of(pack));
        });
        var made = some.Array[6].Single();
        return Gen.OneOf(Gen.Const(whole), Among(made));
    }

    private static World World((Pack Pack, AnswerIndex Index) content, DateTimeOffset now, byte seed, int numbers) => new Talk { Now = now, Seed = seed }.World() with
    {
        Pack = content.Pack,
        Index = content.Index,
        ReservedNumber = TalonNumber.Format(2026, numbers + 1),
    };
}
