using ConsultBot.Domain.Answers;

namespace ConsultBot.Domain.Conversations;

/// <summary>A verb of calling or talking beside a word for a person, in whatever order: what no list of phrases foresees.</summary>
internal static class HumanWish
{
    private const int LongestMessage = 10;

    // Words between the verb and the person.
    private const int Farthest = 3;

    private static readonly string[] _verbs = Stems(
        "сөйлес шақыр қосы қосш қосып қоса байланыстыр жалға жалғап",
        "позов позвать поговор пообщат соедини соединит соединя переведи переключ свяжи связат вызов",
        "talk speak connect transfer");

    private static readonly string[] _persons = Stems(
        "адаммен адамға адамды маманмен маманға маманды қызметкермен қызметкерге кеңесші оператор біреумен",
        "человек специалист оператор сотрудник консультант менеджер живым живого кем-нибудь кого-нибудь",
        "human person someone somebody agent operator representative staff officer specialist consultant");

    /// <param name="notHuman">Sound-alikes; any of them in the message speaks against a wish.</param>
    public static bool IsIn(Reading reading, PhraseSet notHuman)
    {
        var words = reading.Words;
        if (words.Length > LongestMessage)
            return false;

        for (var verb = 0; verb < words.Length; verb++)
        {
            if (!Begins(words[verb], _verbs))
                continue;

            for (var person = Math.Max(0, verb - Farthest - 1); person <= Math.Min(words.Length - 1, verb + Farthest + 1); person++)
            {
                if (Begins(words[person], _persons))
                    return notHuman.Longest(reading) < 2;
            }
        }

        return false;
    }

    private static bool Begins(TypedWord word, string[] stems) => Array.Exists(stems, stem => word.Text.StartsWith(stem, StringComparison.Ordinal));

    private static string[] Stems(params string[] words) =>
        [.. words.SelectMany(list => TypedText.Read(list).Words).Select(word => word.Text).Where(stem => stem.Length > 2).Distinct(StringComparer.Ordinal)];
}
