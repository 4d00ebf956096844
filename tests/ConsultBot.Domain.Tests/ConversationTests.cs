using ConsultBot.Domain.Conversations;
using ConsultBot.Domain.Conversations.Events;
using ConsultBot.Domain.Messages;

namespace ConsultBot.Domain.Tests;

public class ConversationTests
{
    private readonly Talk _talk = new();

    [Theory]
    [InlineData("жеке куалигимди жогалтып алдым", Language.Kk, "id-card")]
    [InlineData("jeke kualigimdi jogaltyp aldym", Language.Kk, "id-card")]
    [InlineData("потерял удостоверение что делать", Language.Ru, "id-card")]
    [InlineData("how do I get a passport", Language.En, "passport")]
    public void A_first_question_is_answered_at_once_in_its_language(string question, Language language, string topic)
    {
        var message = Talk.Only(_talk.Write(question));

        Assert.Equal((MessageKind.Bot, language, topic), (message.Kind, message.Language, message.Topic));
        Assert.Contains(Sample.Content.Pack.Text("lang.set", language), message.Body, StringComparison.Ordinal);
        Assert.Contains(Sample.Content.Pack.Data.RetentionText.In(language), message.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("адам керек", "жеке куалигимди жогалтып алдым")]
    [InlineData("паспорт бойынша адам керек", "паспорт бойынша адам керек")]
    public void A_bare_wish_for_a_person_brings_the_question_before_it_to_the_officer(string wish, string question)
    {
        _talk.Write("жеке куалигимди жогалтып алдым");

        var turn = _talk.Write(wish);

        Assert.Equal(question, turn.State.Consultation!.Question);
    }

    [Fact]
    public void A_greeting_of_unknown_language_is_answered_in_three_lines_with_three_buttons()
    {
        var message = Talk.Only(_talk.Write("/start"));

        Assert.Equal(["Қазақша", "Русский", "English"], message.Buttons.Select(button => button.Label));
        Assert.Contains("Жауапты тұлға · Ответственное лицо · Accountable official", message.Text, StringComparison.Ordinal);
        Assert.Equal(Language.Kk, Talk.Only(_talk.Press("Қазақша")).Language);
        Assert.Equal(Language.Kk, _talk.State.Language);
    }

    [Fact]
    public void One_message_in_another_language_changes_nothing_and_two_are_a_question()
    {
        _talk.Write("жеке куәлік керек");
        _talk.Write("как поменять водительские права");
        Assert.Equal(Language.Kk, _talk.State.Language);

        var second = Talk.Only(_talk.Write("сколько стоит загранпаспорт для ребёнка"));

        Assert.Equal(Language.Kk, _talk.State.Language);
        Assert.Contains("Продолжить по-русски?", second.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("маман керек")]
    [InlineData("позовите человека")]
    [InlineData("human")]
    [InlineData("/human")]
    public void A_person_is_one_word_away_also_in_the_midst_of_a_dialog(string words)
    {
        _talk.Write("записаться на консультацию");
        Assert.NotNull(_talk.State.Dialog);

        var message = Talk.Only(_talk.Write(words));

        Assert.Equal(Owner.Queue, _talk.State.Owner);
        Assert.NotNull(message.Consultation);
        Assert.Contains(message.Consultation, message.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void Out_of_hours_a_person_is_promised_for_the_next_working_time_after_the_holiday()
    {
        _talk.Now = new DateTimeOffset(2026, 12, 16, 6, 0, 0, TimeSpan.Zero);

        var body = Talk.Only(_talk.Write("позовите оператора")).Body;

        Assert.Contains("Сегодня праздник: День Независимости", body, StringComparison.Ordinal);
        Assert.Contains("четверг, 17 декабря, 09:00", body, StringComparison.Ordinal);
    }

    [Fact]
    public void A_booking_goes_through_its_steps_back_takes_one_answer_back_and_ends_with_a_person()
    {
        _talk.Write("записаться на консультацию");
        _talk.Write("2");
        Assert.Equal(Sample.Content.Pack.Data.Menu[1], _talk.State.Dialog!.Slots["topic"]);
        _talk.Write("назад");
        Assert.Empty(_talk.State.Dialog!.Slots);
        _talk.Write("паспорт");
        Assert.Equal("passport", _talk.State.Dialog!.Slots["topic"]);
        Talk.Only(_talk.Write("Нарния"));
        Assert.Equal(1, _talk.State.Dialog!.Attempts);
        _talk.Write("алматы");
        Assert.Equal("kz-almaty", _talk.State.Region);
        var confirm = Talk.Only(_talk.Write("Как сделать паспорт ребёнку?"));
        Assert.Contains("Как сделать паспорт ребёнку?", confirm.Body, StringComparison.Ordinal);

        var turn = _talk.Write("да");

        var consultation = Assert.Single(turn.Consultations);
        Assert.Equal(("passport", "kz-almaty", "Как сделать паспорт ребёнку?"), (consultation.Topic, consultation.Region, consultation.Question));
        Assert.Equal(Owner.Queue, _talk.State.Owner);
    }

    [Fact]
    public void Danger_is_answered_first_and_heads_the_queue()
    {
        var message = Talk.Only(_talk.Write("помогите, пахнет газом, пожар"));

        Assert.True(message.Urgent);
        Assert.StartsWith("Если есть угроза жизни", message.Body, StringComparison.Ordinal);
        Assert.Contains("112", message.Body, StringComparison.Ordinal);
        Assert.True(_talk.State.Consultation!.Urgent);
    }

    [Fact]
    public void The_officer_is_named_answers_under_both_names_and_closing_leads_to_a_rating()
    {
        _talk.Write("позовите специалиста");
        var number = _talk.State.Consultation!.Number;
        var officer = new OfficerRef("account", PersonInForce());
        var joined = Talk.Only(_talk.Do(new OfficerClaimed(officer, number)));
        var title = Sample.Content.Register.Officer(officer.Person, _talk.World().Today, Language.Ru)!;
        Assert.Contains(title.Name, joined.Body, StringComparison.Ordinal);

        Assert.Empty(_talk.Write("у меня вопрос по паспорту").Messages);
        var reply = Talk.Only(_talk.Do(new OfficerReplied(officer, number, "Здравствуйте!")));
        Assert.Equal(MessageKind.Human, reply.Kind);
        Assert.Equal(title.Name, reply.Signature.Officer);
        Assert.Contains("Ответственное лицо: " + reply.Signature.Official, reply.Text, StringComparison.Ordinal);

        var closed = _talk.Do(new OfficerClosed(officer, number, Outcome.AnsweredByHuman));
        Assert.Contains(number, Talk.Only(closed).Body, StringComparison.Ordinal);
        Assert.Equal(Owner.Bot, _talk.State.Owner);
        var timer = _talk.Timers.Last(timer => timer.Kind == TimerKind.Rating);
        Assert.Equal(_talk.Now.AddMinutes(2), timer.At);

        _talk.Now = timer.At!.Value;
        Assert.Contains("Помог ли ответ?", Talk.Only(_talk.Do(new TimerFired(TimerKind.Rating, number))).Body, StringComparison.Ordinal);
        Assert.Contains(title.Name, Talk.Only(_talk.Write("5")).Body, StringComparison.Ordinal);
        _talk.Write("5");
        Assert.Equal((5, 5), (_talk.State.Closed[0].AnswerRating, _talk.State.Closed[0].OfficerRating));
    }

    [Fact]
    public void A_rating_is_never_asked_at_night()
    {
        _talk.Now = new DateTimeOffset(2026, 11, 24, 17, 30, 0, TimeSpan.Zero);

        Assert.Equal(new DateTimeOffset(2026, 11, 25, 3, 0, 0, TimeSpan.Zero), RatingTime());
    }

    [Fact]
    public void An_officers_message_sent_again_is_journaled_as_a_possible_duplicate()
    {
        _talk.Write("позовите человека");
        var number = _talk.State.Consultation!.Number;
        var officer = new OfficerRef("account", PersonInForce());
        _talk.Do(new OfficerClaimed(officer, number));

        var turn = _talk.Do(new OfficerReplied(officer, number, "Құжатыңыз дайын.", Repeats: 7));

        Assert.Equal("Құжатыңыз дайын.", Assert.Single(turn.Messages).Body);
        Assert.Contains(turn.Marks, mark => mark is { Name: "possibleDuplicate" } && mark.Value.StartsWith("7:", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_two_claims_one_wins_and_the_other_hears_who_was_first()
    {
        _talk.Write("позовите специалиста");
        var number = _talk.State.Consultation!.Number;
        var first = new OfficerRef("account-1", PersonInForce());
        _talk.Do(new OfficerClaimed(first, number));

        var turn = _talk.Do(new OfficerClaimed(new OfficerRef("account-2", "somebody"), number));

        Assert.Equal(new Refusal("claim.lost", first.Person), turn.Refusal);
        Assert.Empty(turn.Messages);
        Assert.Equal(first, _talk.State.Consultation!.Officer);
    }

    [Fact]
    public void A_refusal_needs_its_reason_and_the_next_address()
    {
        _talk.Write("позовите специалиста");
        var number = _talk.State.Consultation!.Number;
        var officer = new OfficerRef("account", PersonInForce());
        _talk.Do(new OfficerClaimed(officer, number));

        Assert.Equal("close.reason", _talk.Do(new OfficerClosed(officer, number, Outcome.Refused)).Refusal?.Code);
        var told = Talk.Only(_talk.Do(new OfficerClosed(officer, number, Outcome.Refused, "не наш вопрос", "суд")));
        Assert.Contains("Куда обратиться: суд", told.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void A_silent_officer_gives_the_chat_back_to_the_queue()
    {
        _talk.Write("позовите специалиста");
        var number = _talk.State.Consultation!.Number;
        _talk.Do(new OfficerClaimed(new OfficerRef("account", PersonInForce()), number));
        _talk.Write("вы здесь?");

        var turn = _talk.Do(new TimerFired(TimerKind.OfficerSilent, number));

        Assert.Equal(Owner.Queue, _talk.State.Owner);
        Assert.Contains("вернулся в начало очереди", Talk.Only(turn).Body, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missed_due_time_is_admitted_and_names_the_next_level()
    {
        _talk.Write("жеке куәлігімді жоғалтып алдым");
        var before = _talk.Write("маман керек").Messages[0].Signature;
        var consultation = _talk.State.Consultation!;
        _talk.Now = consultation.Due!.Value;

        var late = Talk.Only(_talk.Do(new TimerFired(TimerKind.Due, consultation.Number)));

        Assert.Equal(1, _talk.State.Consultation!.Raised);
        Assert.NotEqual(before.SignedAt, late.Signature.SignedAt);
        Assert.Contains(late.Signature.Official, late.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void An_expired_answer_is_not_told_and_goes_to_a_person()
    {
        _talk.Now = new DateTimeOffset(2027, 1, 11, 6, 0, 0, TimeSpan.Zero);

        var message = Talk.Only(_talk.Write("потерял удостоверение что делать"));

        Assert.Contains("Срок проверки этого ответа истёк", message.Body, StringComparison.Ordinal);
        Assert.Equal(Owner.Queue, _talk.State.Owner);
    }

    [Fact]
    public void Beyond_the_limit_of_a_minute_one_notice_is_given()
    {
        _talk.Settings = _talk.Settings with { MessagesPerMinute = 3 };
        var messages = Enumerable.Range(0, 10).SelectMany(_ => _talk.Write("как получить паспорт").Messages).ToList();

        Assert.Equal(4, messages.Count);
        Assert.Contains("слишком часто", messages[3].Body, StringComparison.Ordinal);
        _talk.Now = _talk.Now.AddMinutes(1);
        Assert.Single(_talk.Write("как получить паспорт").Messages);
    }

    [Fact]
    public void A_group_is_told_once_that_consultations_are_private()
    {
        Assert.Contains("t.me/desk", Talk.Only(_talk.Do(new GroupEntered("t.me/desk"))).Body, StringComparison.Ordinal);
        Assert.Empty(_talk.Do(new GroupEntered("t.me/desk")).Messages);
    }

    [Fact]
    public void A_sticker_is_answered_once_in_a_row()
    {
        _talk.Write("как получить паспорт");

        Assert.Single(_talk.Do(new CitizenSentMedia(MediaKind.Sticker, null)).Messages);
        Assert.Empty(_talk.Do(new CitizenSentMedia(MediaKind.Sticker, null)).Messages);
    }

    [Fact]
    public void Deleting_asks_first_and_then_keeps_nothing_of_the_talk()
    {
        _talk.Write("как получить паспорт");
        Assert.False(_talk.Write("удалить").Erase);

        var turn = _talk.Write("да");

        Assert.True(turn.Erase);
        Assert.Null(_talk.State.LastQuestion);
        Assert.Empty(_talk.State.Closed);
        Assert.Single(turn.Messages);
    }

    [Fact]
    public void A_press_on_an_old_menu_explains_itself()
    {
        _talk.Write("как получить паспорт");

        Assert.StartsWith("Эта кнопка устарела", Talk.Only(_talk.Do(new CitizenPressed("s:gone:step:value"))).Body, StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_of_this_chat_tells_its_state_however_it_is_typed()
    {
        _talk.Write("позовите специалиста");

        Assert.Contains("K-2026-000001", Talk.Only(_talk.Write("к 2026 000001")).Body, StringComparison.Ordinal);
        Assert.Contains("дан не в этом чате", Talk.Only(_talk.Write("K-2026-999999")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reshuffle_at_midnight_changes_the_next_message_and_no_old_one()
    {
        var justice = Sample.Content.Register.Data.Rules.First(rule => rule.Topic == "group:justice");
        var change = Sample.Content.Register.Data.Assignments.Single(row => row.Position == justice.Position && row.From > new DateOnly(2026, 12, 1));
        var midnight = new DateTimeOffset(change.From.ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(5));
        _talk.State = _talk.State with { Language = Language.Ru, Introduced = true };
        _talk.Now = midnight.AddSeconds(-1);
        var before = Sign(justice);
        _talk.Now = midnight;
        var after = Sign(justice);

        Assert.NotEqual(before.Official, after.Official);
        Assert.Equal(change.Person, after.Person);
    }

    [Fact]
    public void The_same_state_event_and_world_give_the_same_turn()
    {
        var world = _talk.World();
        var first = Conversation.Decide(ConversationState.New, new CitizenWrote("маман керек"), world);
        var again = Conversation.Decide(ConversationState.New, new CitizenWrote("маман керек"), world);

        Assert.Equal(Journals.JsonForm.Write(first.State), Journals.JsonForm.Write(again.State));
        Assert.Equal(first.Messages.Select(message => message.Text), again.Messages.Select(message => message.Text));
    }

    private Registers.Signature Sign(Registers.ResponsibilityRule rule) => Sample.Content.Register.Sign(
        null, rule.Topic[Registers.ResponsibilityRule.GroupPrefix.Length..], "kz", _talk.World().Today, Language.Ru, Registers.SignatureForm.Full);

    private DateTimeOffset? RatingTime()
    {
        _talk.Write("позовите специалиста");
        var number = _talk.State.Consultation!.Number;
        var officer = new OfficerRef("account", PersonInForce());
        _talk.Do(new OfficerClaimed(officer, number));
        return _talk.Do(new OfficerClosed(officer, number, Outcome.AnsweredByHuman)).Timers.Single(timer => timer.Kind == TimerKind.Rating).At;
    }

    private static string PersonInForce() => Sample.Content.Register.Data.Assignments
        .First(row => row.Position == "documents-specialist" && row.InForce(new DateOnly(2026, 11, 24))).Person;
}
