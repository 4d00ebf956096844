using ConsultBot.Domain.Conversations;
using ConsultBot.Domain.Conversations.Events;
using ConsultBot.Domain.Messages;
using ConsultBot.Domain.Problems;
using ConsultBot.Domain.Registers;
using CsCheck;

namespace ConsultBot.Domain.Tests;

/// <summary>Names of any length and kind stand whole in every part of a message, in every language.</summary>
public class SignatureNamesTests
{
    private static readonly Place _place = new("names", 1, 1);

    private static readonly Gen<string> _letters = Gen.OneOf(
        Gen.Const("Мұхаметжанова"), Gen.Const("Сейітқали-Өмірбаева"), Gen.Const("Ақбота"), Gen.Const("О’Нил"), Gen.Const("д’Артаньян-де-ла-Фер"),
        Gen.Const("А."), Gen.Const("Ә.\u00A0Ғ."), Gen.Const("Müller-Lüdenscheidt"), Gen.Const("Nguyễn"), Gen.Const("李"), Gen.Const("Әбдірахманқызы"),
        Gen.Const(new string('Ұ', 60)), Gen.Char["абвгдеёжзийклмнопрстуфхцчшщъыьэюяәғқңөұүһі-’ "].Array[1, 60].Select(letters => "Я" + new string(letters).Trim()));

    [Fact]
    public void Every_part_of_a_long_message_carries_the_whole_names() => Gen.Select(
        _letters, Gen.OneOf(Gen.Const(""), _letters), Gen.OneOf(Gen.Const(""), _letters), Gen.Int[1, 9_000], Gen.Int[0, 2], Gen.Int[0, 2]).Sample(
        (surname, given, patronymic, length, language, limit) =>
        {
            var person = new Person(
                "x", LocalText.Same(surname), given.Length == 0 ? null : LocalText.Same(given), patronymic.Length == 0 ? null : LocalText.Same(patronymic), _place);
            var words = string.Join(' ', Enumerable.Range(0, 1 + (length / 7)).Select(i => $"сөз{i}"));
            var talk = new Talk { State = ConversationState.New with { Language = (Language)language } };
            var world = talk.World() with { Register = Held(person), Channel = new ChannelTraits(limit switch { 0 => 1_600, 1 => 4_096, _ => 20_000 }, 10, 64) };
            var officer = new OfficerRef("account", "x");
            var state = Conversation.Decide(talk.State, new CitizenWrote("/human"), world).State;
            state = Conversation.Decide(state, new OfficerClaimed(officer, state.Consultation!.Number), world).State;

            var messages = Conversation.Decide(state, new OfficerReplied(officer, state.Consultation!.Number, words), world).Messages;

            Assert.NotEmpty(messages);
            var name = person.Name(state.Language!.Value);
            Assert.All(messages, message =>
            {
                Assert.True(message.Text.Length <= world.Channel.TextLimit, $"{message.Text.Length} characters");
                Assert.EndsWith(message.Signature.Text, message.Text, StringComparison.Ordinal);
                Assert.Equal((name, name), (message.Signature.Official, message.Signature.Officer));
                Assert.Equal(2, message.Signature.Text.Split(name).Length - 1);
                Assert.NotEmpty(message.Signature.Assignment);
            });
            Assert.Equal(words.Split(' '), messages.SelectMany(message => message.Body.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)));
        },
        iter: 300);

    [Theory]
    [InlineData(AssignmentKind.Permanent, "— Бот. Жауапты тұлға: Ақбота, бөлім басшысы, Кеңес", "— Бот. Ответственное лицо: Ақбота, руководитель, Кеңес", "— Bot. Accountable official: Ақбота, Head, Кеңес")]
    [InlineData(AssignmentKind.Acting, "— Бот. Жауапты тұлға: Ақбота, бөлім басшысының м. а., Кеңес", "— Бот. Ответственное лицо: Ақбота, и. о. руководителя, Кеңес", "— Bot. Accountable official: Ақбота, Acting Head, Кеңес")]
    [InlineData(AssignmentKind.Substitute, "— Бот. Жауапты тұлға: Ақбота, бөлім басшысы (алмастырушы), Кеңес", "— Бот. Ответственное лицо: Ақбота, руководитель (замещает), Кеңес", "— Bot. Accountable official: Ақбота, Head (substitute), Кеңес")]
    public void One_name_alone_and_each_kind_of_holder_print_their_own_words(AssignmentKind kind, string kk, string ru, string en)
    {
        var register = Held(new Person("x", LocalText.Same("Ақбота"), null, null, _place), kind);

        Assert.Equal(
            [kk, ru, en],
            Languages.All.Select(language => register.Sign(null, null, null, new DateOnly(2026, 11, 24), language, SignatureForm.Full).Text));
    }

    private static Register Held(Person person, AssignmentKind kind = AssignmentKind.Permanent) => new(
        new RegisterData(
            [new Region("kz", null, LocalText.Same("kz"), [], _place)], [new Body("b", LocalText.Same("Кеңес"), LocalText.Same("Кеңес"), null, _place)],
            [new Unit("u", "b", LocalText.Same("Бөлім"), _place)],
            [new Position("p", "u", new LocalText("бөлім басшысы", "руководитель", "Head"), new LocalText("бөлім басшысының м. а.", "и. о. руководителя", "Acting Head"), null, null, null, null, _place)],
            [person], [new Assignment("a", "p", "x", kind, new DateOnly(2026, 1, 5), null, "№ 1", new DateOnly(2026, 1, 5), null, _place)],
            [new ResponsibilityRule("r", "*", "kz", "p", null, null, _place)]),
        1);
}
