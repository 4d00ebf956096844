using ConsultBot.Domain.Conversations;

namespace ConsultBot.Domain.Tests;

public class HumanWishTests
{
    [Fact]
    public void Wishes_for_a_person_are_heard_and_sound_alikes_are_not()
    {
        var rows = ExampleRegister.Rows("human.tsv").ToList();
        var wrong = rows.Where(row => Interrupts.WantsPerson(row[0], Sample.Content.Pack.Data.Lexicon) != (row[2] == "human")).Select(row => string.Join(' ', row)).ToList();

        Assert.True(wrong.Count <= rows.Count / 50, string.Join('\n', wrong));
    }
}
