using ConsultBot.Domain.Conversations;
using ConsultBot.Domain.Dialogs;
using ConsultBot.Domain.Queues;
using ConsultBot.Domain.Registers;

namespace ConsultBot.Domain.Tests;

/// <summary>What a topic says of its questions: who owns them, how soon they are seen, when an answer is promised.</summary>
public class TopicTests
{
    private static readonly DateOnly _today = new(2026, 11, 24);

    [Fact]
    public void A_group_below_another_one_is_owned_by_it_unless_a_rule_names_it()
    {
        var register = Sample.Content.Register;
        var documents = register.Resolve("x", "documents", "kz-almaty", _today).Responsible.Id;

        Assert.Equal(documents, register.Resolve("x", "documents/passports", "kz-almaty", _today).Responsible.Id);
        Assert.Equal(documents, register.Resolve("x", "documents/passports/lost", "kz-almaty", _today).Responsible.Id);

        var rule = register.Data.Rules.First(rule => rule.Topic == "group:social");
        var own = new Register(register.Data with { Rules = [.. register.Data.Rules, rule with { Id = "own", Topic = "group:documents/passports" }] }, 2);
        Assert.Equal(rule.Position, own.Resolve("x", "documents/passports", "kz-almaty", _today).Responsible.Id);
        Assert.Equal(documents, own.Resolve("x", "documents/cards", "kz-almaty", _today).Responsible.Id);
        Assert.Equal(rule.Position, own.Resolve("x", "documents/passports/lost", null, _today).Responsible.Id);
    }

    [Fact]
    public void Priority_goes_before_the_due_time_and_urgency_before_both()
    {
        var now = new DateTimeOffset(2026, 11, 24, 5, 0, 0, TimeSpan.Zero);
        Consultation Made(string number, TopicPriority priority, int hours, bool urgent = false) =>
            new() { Number = number, Unit = "u", OpenedAt = now, Question = "?", Priority = priority, Due = now.AddHours(hours), Urgent = urgent };
        Consultation[] waiting = [Made("low", TopicPriority.Low, 1), Made("late", TopicPriority.Normal, 3), Made("soon", TopicPriority.Normal, 2), Made("high", TopicPriority.High, 9), Made("urgent", TopicPriority.Low, 9, urgent: true)];

        Assert.Equal(["urgent", "high", "soon", "late", "low"], waiting.Order(QueueOrder.Instance).Select(one => one.Number));
    }

    [Fact]
    public void A_topic_promises_its_own_time_in_working_minutes()
    {
        var talk = new Talk();
        talk.Write("как получить паспорт");
        var data = Sample.Content.Pack.Data;
        var pack = new Pack(
            data with
            {
                DueTimes = new Dictionary<string, int> { ["quick"] = 30 },
                Topics = [.. data.Topics.Select(topic => topic.Id == "passport" ? topic with { Due = "quick", Priority = TopicPriority.High } : topic)],
            },
            7);

        var usual = Conversation.Decide(talk.State, new Domain.Conversations.Events.CitizenPressed(Press.Human), talk.World()).State.Consultation!;
        var quick = Conversation.Decide(talk.State, new Domain.Conversations.Events.CitizenPressed(Press.Human), talk.World() with { Pack = pack }).State.Consultation!;

        Assert.Equal("passport", quick.Topic);
        Assert.Equal((TimeSpan.FromMinutes(60), TimeSpan.FromMinutes(30)), (usual.Due - talk.Now, quick.Due - talk.Now));
        Assert.Equal((TopicPriority.Normal, TopicPriority.High), (usual.Priority, quick.Priority));
    }
}
