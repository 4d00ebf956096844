using ConsultBot.Domain.Answers;
using ConsultBot.Domain.Conversations;

namespace ConsultBot.Domain.Tests;

public class UnansweredQuestionTests
{
    // Two labels in one question, the first two that the shipped pack answers by a choice.
    private static readonly string _question = Sample.Content.Pack.Data.Topics
        .SelectMany(one => Sample.Content.Pack.Data.Topics.Select(other => $"{one.Label.Ru} {other.Label.Ru}"))
        .First(question => Sample.Content.Index.Ask(question).Kind == AnswerKind.Clarify);

    private readonly Talk _talk = new();

    [Fact]
    public void A_refused_question_is_kept_for_those_who_write_the_pack()
    {
        var kept = Assert.Single(_talk.Write("купить слона и жирафа недорого").Questions);

        Assert.Equal(QuestionFate.Refused, kept.Fate);
        Assert.Equal("купить слона и жирафа недорого", kept.Text);
        Assert.Null(kept.Entry);
    }

    [Fact]
    public void An_answered_question_is_not_kept_until_it_did_not_help()
    {
        Assert.Empty(_talk.Write("как получить паспорт").Questions);

        var kept = Assert.Single(_talk.Write("нет").Questions);

        Assert.Equal((QuestionFate.Unhelpful, "как получить паспорт", "passport"), (kept.Fate, kept.Text, kept.Entry));
    }

    [Fact]
    public void An_offered_choice_is_kept_with_its_candidates_and_with_what_became_of_it()
    {
        var offered = Assert.Single(_talk.Write(_question).Questions);
        Assert.Equal(QuestionFate.Offered, offered.Fate);
        Assert.InRange(offered.Candidates.Count, 2, 3);

        var chosen = Assert.Single(_talk.Press(_talk.State.Choices!.Buttons[1].Label).Questions);
        Assert.Equal((QuestionFate.Chosen, _question, offered.Candidates[1].Entry), (chosen.Fate, chosen.Text, chosen.Entry));
    }

    [Fact]
    public void None_of_those_offered_is_kept_too()
    {
        _talk.Write(_question);
        var other = _talk.Press(_talk.State.Choices!.Buttons.Single(button => button.Value == "i:other").Label);

        Assert.Equal(QuestionFate.NoneMeant, Assert.Single(other.Questions).Fate);
    }

    [Fact]
    public void A_topic_from_the_menu_is_no_correction()
    {
        _talk.Write("купить слона и жирафа недорого");
        _talk.Write("меню");

        Assert.Empty(_talk.Press(_talk.State.Choices!.Buttons[0].Label).Questions);
    }
}
