using ConsultBot.Domain.Conversations;
using ConsultBot.Domain.Dialogs;

namespace ConsultBot.Domain.Tests;

public class HumanWishTests
{
    private const int Seeds = 3;

    private static readonly Pack _pack = Sample.Content.Pack;

    private static Lexicon Lexicon => _pack.Data.Lexicon;

    [Fact]
    public void Wishes_for_a_person_are_heard_and_sound_alikes_are_not()
    {
        var rows = ExampleRegister.Rows("human.tsv").ToList();
        var wrong = rows.Where(row => Interrupts.WantsPerson(_pack.Read(row[0]), Lexicon) != (row[2] == "human")).Select(row => string.Join(' ', row)).ToList();

        Assert.True(wrong.Count <= rows.Count / 100, string.Join('\n', wrong));
    }

    [Theory]
    [InlineData("noletters", 0.99)]
    [InlineData("latin", 0.99)]
    [InlineData("layout", 0.99)]
    [InlineData("typos", 0.97)]
    [InlineData("wild", 0.97)]
    public void Wishes_are_heard_however_they_are_typed(string form, double least)
    {
        List<string> missed = [], heard = [];
        var (wishes, others) = (0, 0);
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var noise = new Noise(seed);
            foreach (var row in ExampleRegister.Rows("human.tsv").Where(row => form is "typos" or "wild" || row[1] == "kk" || (row[1] == "ru" && form != "noletters")))
            {
                var text = form switch
                {
                    "noletters" => noise.NoLetters(row[0]),
                    "latin" => noise.Latin(row[0]),
                    "layout" => Noise.Layout(row[0], row[1]),
                    "typos" => noise.Typos(row[0]),
                    _ => noise.Wild(row[0], row[1]),
                };
                var wanted = row[2] == "human";
                (wishes, others) = wanted ? (wishes + 1, others) : (wishes, others + 1);
                if (Interrupts.WantsPerson(_pack.Read(text), Lexicon) != wanted)
                    (wanted ? missed : heard).Add($"{row[0]} -> {text}");
            }
        }

        Assert.True(missed.Count <= (1 - least) * wishes, $"Missed {missed.Count} of {wishes}:\n{string.Join('\n', missed)}");
        Assert.True(heard.Count <= 0.01 * others, $"False {heard.Count} of {others}:\n{string.Join('\n', heard)}");
    }

    [Theory]
    [InlineData("можете соединить меня с живым сотрудником")]
    [InlineData("біреумен сөйлесе аламын ба")]
    [InlineData("could you transfer me to some real person")]
    [InlineData("короче позовите уже оператора")]
    [InlineData("рудз ьу ефдл ещ ф зукыщт")]
    public void Wishes_that_no_list_foresees_are_heard(string text) => Assert.True(Interrupts.WantsPerson(_pack.Read(text), Lexicon));

    [Theory]
    [InlineData("ұялы оператор байланысы нашар")]
    [InlineData("оператор связи не работает")]
    [InlineData("маман керек емес рақмет")]
    [InlineData("сколько человек в семье для пособия")]
    [InlineData("I was told the mobile operator is down")]
    [InlineData("how do I insure a jobless person")]
    [InlineData("payment for a person in group one")]
    public void Talk_about_persons_is_no_wish(string text) => Assert.False(Interrupts.WantsPerson(_pack.Read(text), Lexicon));

    [Theory]
    [InlineData("у нас пожар помогите", true)]
    [InlineData("үйде газ иісі шығып тұр не істейміз", true)]
    [InlineData("gazdyn iisi shyqty, gaz iisi", true)]
    [InlineData("gj;fh", true)]
    [InlineData("my house is on fire", true)]
    [InlineData("112 деген не", false)]
    [InlineData("что такое 112", false)]
    [InlineData("спасибо", false)]
    [InlineData("give it five stars", false)]
    [InlineData("он сегізге толдым, көлік жүргізуге құжат алғым келеді", false)]
    [InlineData("справка о пожаре", false)]
    [InlineData("ort sondirushi nomeri neshe", false)]
    [InlineData("өрт болса қай нөмірге қоңырау шалам", false)]
    [InlineData("жедел жәрдемді қалай шақырады", false)]
    [InlineData("по какому номеру звонить если пожар", false)]
    [InlineData("куда звонить если запахнет газом, хочу записать номер", false)]
    [InlineData("какой номер у пожарных", false)]
    [InlineData("what is the number of the fire brigade", false)]
    [InlineData("how do I call an ambulance", false)]
    [InlineData("у нас пожар, какой номер пожарных", true)]
    [InlineData("горим, скажите номер", true)]
    [InlineData("вызовите скорую, маме плохо", true)]
    [InlineData("үйіміз жанып жатыр, қай нөмірге шаламыз", true)]
    [InlineData("өртеніп жатырмыз көмектесіңдер", true)]
    [InlineData("my kitchen is on fire, which number", true)]
    [InlineData("не горит фонарь во дворе", false)]
    [InlineData("на улице не горят фонари", false)]
    public void Danger_now_is_urgent_and_talk_about_it_is_not(string text, bool urgent) =>
        Assert.Equal(urgent, UrgentRules.IsUrgent(_pack.Read(text), _pack));
}
