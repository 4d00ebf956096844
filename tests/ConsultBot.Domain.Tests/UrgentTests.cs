using ConsultBot.Domain.Conversations;
using ConsultBot.Domain.Dialogs;

namespace ConsultBot.Domain.Tests;

public class UrgentTests
{
    private static readonly Pack _pack = Sample.Content.Pack;

    public static TheoryData<string> Urgent => [.. _pack.Data.Lexicon.Intents["urgent"].All];

    [Theory]
    [MemberData(nameof(Urgent))]
    public void Danger_to_life_is_heard_beside_courtesies(string words)
    {
        Assert.True(UrgentRules.IsUrgent(_pack.Read(words), _pack));
        Assert.True(UrgentRules.IsUrgent(_pack.Read($"здравствуйте, {words}, спасибо"), _pack));
    }

    [Fact]
    public void Nothing_else_that_the_pack_knows_is_taken_for_danger_to_life()
    {
        var known = _pack.Data.Lexicon.Intents.Where(intent => intent.Key is not ("urgent" or "notUrgent")).SelectMany(intent => intent.Value.All)
            .Concat(_pack.Data.Topics.SelectMany(topic => topic.Phrasings.All))
            .Concat(_pack.Data.Flows.SelectMany(flow => flow.Phrasings.All));

        Assert.Equal([], known.Where(words => UrgentRules.IsUrgent(_pack.Read(words), _pack)));
    }

    [Theory]
    [InlineData("пожор")]
    [InlineData("памагите пажар")]
    [InlineData("спасити горим")]
    public void Danger_mistyped_is_heard_too(string words) => Assert.True(UrgentRules.IsUrgent(_pack.Read(words), _pack));

    [Fact]
    public void Thanks_are_thanks()
    {
        var talk = new Talk();
        talk.Write("как получить паспорт");

        Assert.False(Talk.Only(talk.Write("спасибо")).Urgent);
    }
}
