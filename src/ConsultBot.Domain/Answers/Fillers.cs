using ConsultBot.Domain.Answers.Matching;

namespace ConsultBot.Domain.Answers;

/// <summary>Words of politeness and hesitation, which change nothing of what a short message wants.</summary>
internal static class Fillers
{
    private static readonly string[][] _phrases =
    [
        .. Phrases(
            "сәлем саламатсызба сәлеметсізбе ассалаумағалейкум ассалаумағалайкум айтыңызшы айтыңыз айтшы ал кешіріңіз кешіріңізші иә рахмет рақмет өтінем өтінемін тез енді ғой сосын жаңа деген қазір айналайын ма ме ба бе па пе маған"),
        .. Phrases(
            "здравствуйте здрасте привет подскажите подскажи скажите ну короче а извините простите слушай слушайте пожалуйста пжл пжлст спасибо срочно вообще уже да просто вот же еще ещё только обязательно типа блин мне можно"),
        .. Phrases("hello hi hey please pls thanks sorry just well ok so"),
        ["kak", "bi"], ["esli", "mojno"], ["skajite", "pojaluista"], ["kerek", "edi"], ["bolad", "ma"], ["boladi", "ma"], ["thank", "iou"],
    ];

    private static readonly PhraseWords _single = Single();

    /// <summary>The words without fillers; slips in longer ones are forgiven.</summary>
    public static TypedWord[] Strip(TypedWord[] words)
    {
        var kept = new List<TypedWord>(words.Length);
        for (var at = 0; at < words.Length;)
        {
            var length = Length(words, at);
            if (length == 0)
                kept.Add(words[at++]);
            else
                at += length;
        }

        return kept.Count == words.Length ? words : [.. kept];
    }

    private static int Length(TypedWord[] words, int at)
    {
        foreach (var phrase in _phrases)
        {
            if (phrase.Length == 2 && at + 1 < words.Length && words[at].Text == phrase[0] && words[at + 1].Text == phrase[1])
                return 2;
        }

        if (_single.Find(words[at].Text) >= 0)
            return 1;

        const int LongEnough = 6;
        return Array.Exists(_single.Near(words[at]), number => _single[number].Text.Length >= LongEnough) ? 1 : 0;
    }

    private static PhraseWords Single()
    {
        var words = new PhraseWords();
        foreach (var phrase in _phrases.Where(phrase => phrase.Length == 1))
            words.FindOrAdd(new TypedWord(phrase[0], phrase[0].Length));

        return words;
    }

    private static IEnumerable<string[]> Phrases(string words) => TypedText.WordsOf(words, KeyboardLayout.Typed).Select(word => new[] { word.Text });
}
