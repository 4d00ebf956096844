using ConsultBot.Domain.Conversations;
using ConsultBot.Domain.Conversations.Events;
using ConsultBot.Domain.Journals;
using ConsultBot.Domain.Messages;

namespace ConsultBot.Domain.Tests;

/// <summary>What a citizen learns of who answers: late, at the head, from another chat, about a doubted message.</summary>
public class AccountabilityTests
{
    private readonly Talk _talk = new() { State = ConversationState.New with { Language = Language.Ru, Introduced = true } };

    [Fact]
    public void Each_missed_due_time_names_another_person_until_the_head_and_then_the_way_outside()
    {
        _talk.Write("жеке куәлігімді жоғалтып алдым");
        var last = _talk.Write("маман керек").Messages[0].Signature;
        var number = _talk.State.Consultation!.Number;
        for (var missed = 0; ; missed++)
        {
            var raised = _talk.State.Consultation!.Raised;
            _talk.Now = _talk.State.Consultation.Due!.Value;
            var turn = _talk.Do(new TimerFired(TimerKind.Due, number));
            var late = Talk.Only(turn);

            Assert.Equal(0, late.Signature.Level);
            Assert.Contains(late.Signature.Official, late.Body, StringComparison.Ordinal);
            if (_talk.State.Consultation!.Raised == raised)
            {
                Assert.Equal(last.Person, late.Signature.Person);
                Assert.Null(Sample.Content.Register.Position(late.Signature.SignedAt)!.Superior);
                Assert.Contains("eotinish.gov.kz", late.Body, StringComparison.Ordinal);
                Assert.True(missed > 1, "the chain has no levels");
                return;
            }

            Assert.NotEqual(last.Person, late.Signature.Person);
            Assert.DoesNotContain("eotinish.gov.kz", late.Body, StringComparison.Ordinal);
            Assert.Contains(turn.Marks, mark => mark == new JournalMark("raised", $"{_talk.State.Consultation.Raised}"));
            last = late.Signature;
        }
    }

    [Fact]
    public void A_complaint_where_the_head_answers_says_so_and_names_the_way_outside()
    {
        var offer = Talk.Only(_talk.Write("жалоба"));

        Assert.Contains("Выше в Центре никого нет", offer.Body, StringComparison.Ordinal);
        Assert.Contains("eotinish.gov.kz", offer.Body, StringComparison.Ordinal);
        var sent = Talk.Only(_talk.Write("да"));
        Assert.Contains("Сообщение передано", sent.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_chats_talon_shows_nothing_before_its_code()
    {
        Assert.Contains("Напишите код проверки", Talk.Only(_talk.Write("K-2026-000777")).Body, StringComparison.Ordinal);
        Assert.Equal(new PendingQuestion(PendingKind.TalonCode, "K-2026-000777"), _talk.State.Pending);

        var found = new Consultation
        {
            Number = "K-2026-000777",
            Unit = "documents",
            OpenedAt = _talk.Now,
            Question = "",
            Topic = "id-card",
            Due = _talk.Now.AddHours(1),
        };
        var told = Talk.Only(_talk.Do(new CitizenWrote("ABCD2345", Sight: new Sight("K-2026-000777", Talon: found)))).Body;
        Assert.StartsWith("K-2026-000777: в очереди. Ответ до: ", told, StringComparison.Ordinal);
        Assert.Null(_talk.State.Pending);

        var wrong = Talk.Only(_talk.Do(new CitizenWrote("K-2026-000777 ABCD2346", Sight: new Sight("K-2026-000777")))).Body;
        var unknown = Talk.Only(_talk.Do(new CitizenWrote("K-2026-000778 ABCD2346", Sight: new Sight("K-2026-000778")))).Body;
        Assert.Equal(wrong, unknown.Replace("000778", "000777", StringComparison.Ordinal));
        Assert.Contains("Слишком много", Talk.Only(_talk.Do(new CitizenWrote("K-2026-000778 ABCD2346", Sight: new Sight("K-2026-000778", TooMany: true)))).Body, StringComparison.Ordinal);
    }

    [Fact]
    public void A_doubted_message_is_told_by_who_signed_it_and_when_and_never_by_its_words()
    {
        var sight = new Sight(null, Message: new MessageSight(_talk.Now, "K-2026-000777", "— Пишет: Иванова"));

        var told = Talk.Only(_talk.Do(new CitizenWrote("7K3M9-Q2T8X", Sight: sight))).Body;

        Assert.Contains("Да, это сообщение от нас", told, StringComparison.Ordinal);
        Assert.Contains("K-2026-000777", told, StringComparison.Ordinal);
        Assert.Contains("— Пишет: Иванова", told, StringComparison.Ordinal);
        Assert.Contains("Такого кода нет", Talk.Only(_talk.Do(new CitizenWrote("7K3M9-Q2T8Y", Sight: new Sight(null)))).Body, StringComparison.Ordinal);
    }

    [Fact]
    public void An_officers_message_carries_a_code_and_the_bots_one_on_request_or_by_setting()
    {
        Assert.Null(Talk.Only(_talk.Write("как получить паспорт")).Code);
        var asked = _talk.Write("это настоящее сообщение");
        Assert.NotNull(Talk.Only(asked).Code);
        Assert.Equal(MessageCode.Hash(new byte[32], asked.Messages[0].Code!), Assert.Single(asked.Codes).Hash);

        _talk.Settings = _talk.Settings with { CodesInBotMessages = true };
        var all = Talk.Only(_talk.Write("позовите специалиста"));
        Assert.Contains($"Код сообщения: {all.Code}\n{all.Signature.Text}", all.Text, StringComparison.Ordinal);
        _talk.Settings = _talk.Settings with { CodesInBotMessages = false };

        var officer = new OfficerRef("account", Sample.Content.Register.Data.Assignments.First(row => row.Position == "documents-specialist" && row.InForce(new DateOnly(2026, 11, 24))).Person);
        var number = _talk.State.Consultation!.Number;
        Assert.Null(Talk.Only(_talk.Do(new OfficerClaimed(officer, number))).Code);
        var reply = _talk.Do(new OfficerReplied(officer, number, new string('о', 9_000)));
        Assert.True(reply.Messages.Count > 1);
        Assert.Equal(reply.Messages.Count, reply.Messages.Select(message => message.Code).Distinct().Count(code => code is not null));
        Assert.All(reply.Messages, message => Assert.EndsWith(message.Signature.Text, message.Text, StringComparison.Ordinal));
        Assert.Equal(reply.Messages[1].Code, JsonForm.ReadMessage(JsonForm.Write(reply.Messages[1])).Code);
    }

    [Theory]
    [InlineData("7K3M9-Q2T8X", "7K3M9-Q2T8X")]
    [InlineData("7k3m9 q2t8x", "7K3M9-Q2T8X")]
    [InlineData("7k3m9q2t8x", "7K3M9-Q2T8X")]
    [InlineData("OK3M9-Q2TIX", "0K3M9-Q2T1X")]
    [InlineData("8701234567", null)]
    [InlineData("government", null)]
    [InlineData("7K3M9-Q2T8", null)]
    [InlineData("7K3M9-Q2T8U", null)]
    [InlineData("жеке куәлік", null)]
    [InlineData("", null)]
    public void A_messages_code_is_read_as_people_type_it(string typed, string? code) => Assert.Equal(code, MessageCode.Read(typed));

    [Fact]
    public void An_order_to_erase_leaves_no_words_and_withdraws_what_waits()
    {
        _talk.Write("жеке куәлігімді жоғалтып алдым");
        _talk.Write("маман керек");
        var number = _talk.State.Consultation!.Number;

        var alone = Conversation.Erased(_talk.State, _talk.Now);
        var turn = _talk.Do(new ErasureOrdered());

        Assert.All([alone, turn], erased =>
        {
            Assert.True(erased.Erase);
            Assert.Null(erased.State.LastQuestion);
            Assert.Null(erased.State.Consultation);
            Assert.Equal((number, Outcome.Withdrawn), (Assert.Single(erased.Consultations).Number, erased.Consultations[0].Outcome));
        });
        Assert.Empty(alone.Messages);
        Assert.Single(turn.Messages);
    }
}
