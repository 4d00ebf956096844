using ConsultBot.Domain.Answers.Matching;
using ConsultBot.Domain.Dialogs;
using ConsultBot.Domain.Messages;

namespace ConsultBot.Domain.Answers;

/// <summary>
/// Tells Kazakh, Russian and English apart, also Kazakh without its letters, in Latin or on the wrong layout. Every word has one
/// voice, by groups of letters learnt from the pack's own words, so that a borrowed word does not decide.
/// </summary>
public sealed class LanguageGuess
{
    private const int Longest = 4;
    private const int Languages3 = 3;
    private const float Smoothing = 0.3f;

    // A word says at most so much, in nats; Kazakh letters in it add as much as this.
    private const float Loudest = 4;
    private const float KazakhLetters = 2.5f;

    // The least advantage at which a guess is made.
    private const float Least = 0.8f;

    private const string KazakhOnly = "әғқңөұүһіӘҒҚҢӨҰҮҺІ";

    private static readonly (Language Language, string Words)[] _common =
    [
        (Language.Kk, "мен сен сіз ол біз бұл осы сол не кім қайда қашан қалай қандай қанша неше неге ма ме ба бе па пе және мен бен үшін туралы бар жоқ керек болады болама болмайды емес еді екен ғой деп дейді маған сізге менің сіздің қазір бүгін ертең кейін дейін бойынша арқылы алу алуға беру жасау қою ету істеу керекпе өтінемін рақмет сәлем айтыңызшы көмек сұрақ жауап құжат мерзімі жаңа бала үй ақша төлем алам аламын барам істеймін"),
        (Language.Ru, "я ты вы он она мы это этот что кто где когда как какой какие сколько почему зачем ли и или но а для про о об в на с со по из от до у без нет да есть нужно надо можно нельзя не бы же мне вам мой моя мои ваш сейчас сегодня завтра после получить сделать оформить узнать подать подскажите пожалуйста спасибо здравствуйте привет помощь вопрос ответ документ срок новый ребенок дом деньги оплата хочу могу делать"),
        (Language.En, "i you he she it we they this that what who where when how which much many why the a an and or but for about in on at with from to of is are am was do does did can could my your me please thanks thank hello hi need want get make apply help question answer document new child house money pay not no yes have has there will would should"),
    ];

    // A word of grammar tells more than a noun, which may be borrowed.
    private const float CommonWord = 1.5f;

    private static readonly Dictionary<ulong, Language> _grammar = Grammar();

    private readonly FeatureTable _groups;
    private readonly float[] _weights;
    private readonly float[] _unseen;

    private LanguageGuess(FeatureTable groups, float[] weights, float[] unseen)
    {
        _groups = groups;
        _weights = weights;
        _unseen = unseen;
    }

    public static LanguageGuess Learn(Pack pack) => Learn(Languages.All.SelectMany(language => Sample(pack, language).Select(text => (text, language))));

    /// <summary>Learns from texts whose language is known.</summary>
    public static LanguageGuess Learn(IEnumerable<(string Text, Language Language)> texts)
    {
        const int CommonTimes = 5;
        var groups = new FeatureTable(4096);
        var counts = new List<float>();
        var buffer = new CoarseText();
        var common = _common.SelectMany(pair => Enumerable.Repeat((pair.Words, pair.Language), CommonTimes));
        foreach (var (text, language) in texts.Concat(common))
        {
            buffer.Read(text, KeyboardLayout.Typed);
            for (var word = 0; word < buffer.WordCount; word++)
                Count(groups, counts, Padded(buffer, word), (int)language);
        }

        var totals = new float[Languages3];
        for (var i = 0; i < counts.Count; i++)
            totals[i % Languages3] += counts[i];

        var unseen = Array.ConvertAll(totals, total => MathF.Log(Smoothing / (total + Smoothing * groups.Count)));
        var weights = counts.Select((count, i) => MathF.Log((count + Smoothing) / (totals[i % Languages3] + Smoothing * groups.Count))).ToArray();
        return new LanguageGuess(groups, weights, unseen);
    }

    /// <summary>Null when the words do not tell.</summary>
    public Language? Of(string text)
    {
        var buffer = MatchScratch.Own.Text;
        Span<float> typed = stackalloc float[Languages3];
        buffer.Read(text, KeyboardLayout.Typed);
        var (letters, likely) = Voices(buffer, typed);
        if (letters < 2)
            return null;

        var cyrillic = KeyboardLayout.Other(text) == KeyboardLayout.Latin;
        Span<float> other = stackalloc float[Languages3];
        buffer.Read(text, KeyboardLayout.Other(text));
        var (otherLetters, otherLikely) = Voices(buffer, other);

        // Clearly more like words when read on the other layout.
        const float Clearly = 0.5f;
        if (otherLetters >= 3 && otherLikely / otherLetters > likely / letters + Clearly)
        {
            other.CopyTo(typed);
            cyrillic = !cyrillic;
        }
        else
        {
            typed[(int)Language.Kk] += KazakhWords(text);
        }

        if (cyrillic)
            typed[(int)Language.En] = float.NegativeInfinity;

        return Best(typed);
    }

    private static Dictionary<ulong, Language> Grammar()
    {
        var words = new Dictionary<ulong, Language>();
        var shared = new HashSet<ulong>();
        var buffer = new CoarseText();
        foreach (var (language, list) in _common)
        {
            buffer.Read(list, KeyboardLayout.Typed);
            for (var word = 0; word < buffer.WordCount; word++)
            {
                var hash = FeatureReader.WordHash(Padded(buffer, word));
                if (words.TryGetValue(hash, out var other) && other != language)
                    shared.Add(hash);

                words[hash] = language;
            }
        }

        foreach (var hash in shared)
            words.Remove(hash);

        return words;
    }

    private static Language? Best(ReadOnlySpan<float> voices)
    {
        var best = 0;
        for (var i = 1; i < voices.Length; i++)
        {
            if (voices[i] > voices[best])
                best = i;
        }

        var second = float.NegativeInfinity;
        for (var i = 0; i < voices.Length; i++)
        {
            if (i != best)
                second = MathF.Max(second, voices[i]);
        }

        return voices[best] - second >= Least ? (Language)best : null;
    }

    // Adds each word's voice; answers how many letters were read and how likely they are in the best language of each word.
    private (int Letters, float Likely) Voices(CoarseText text, Span<float> voices)
    {
        Span<float> word = stackalloc float[Languages3];
        var (letters, likely) = (0, 0f);
        for (var at = 0; at < text.WordCount; at++)
        {
            var padded = Padded(text, at);
            if (char.IsAsciiDigit(padded[1]))
                continue;

            word.Clear();
            Score(padded, word);
            var best = MathF.Max(word[0], MathF.Max(word[1], word[2]));
            var groups = Math.Max(1, padded.Length - 2);
            letters += groups;
            likely += best / Longest;
            for (var i = 0; i < Languages3; i++)
                voices[i] += MathF.Max(-Loudest, (word[i] - best) / 2);

            if (_grammar.TryGetValue(FeatureReader.WordHash(padded), out var language))
                voices[(int)language] += CommonWord;
        }

        return (letters, likely);
    }

    private void Score(ReadOnlySpan<char> padded, Span<float> sums)
    {
        for (var start = 0; start < padded.Length; start++)
        {
            var hash = FeatureReader.WordHash([]);
            for (var length = 1; length <= Longest && start + length <= padded.Length; length++)
            {
                hash = FeatureReader.Longer(hash, padded[start + length - 1]);
                var id = _groups.Find(hash);
                ReadOnlySpan<float> says = id < 0 ? _unseen : _weights.AsSpan(id * Languages3, Languages3);
                for (var i = 0; i < Languages3; i++)
                    sums[i] += says[i];
            }
        }
    }

    private static void Count(FeatureTable groups, List<float> counts, ReadOnlySpan<char> padded, int language)
    {
        for (var start = 0; start < padded.Length; start++)
        {
            var hash = FeatureReader.WordHash([]);
            for (var length = 1; length <= Longest && start + length <= padded.Length; length++)
            {
                hash = FeatureReader.Longer(hash, padded[start + length - 1]);
                var id = groups.FindOrAdd(hash);
                while (counts.Count < groups.Count * Languages3)
                    counts.Add(0);

                counts[id * Languages3 + language]++;
            }
        }
    }

    private static float KazakhWords(string text)
    {
        var (sum, counted) = (0f, false);
        foreach (var c in text)
        {
            if (c == ' ')
                counted = false;
            else if (!counted && KazakhOnly.Contains(c, StringComparison.Ordinal))
                (sum, counted) = (sum + KazakhLetters, true);
        }

        return sum;
    }

    private static ReadOnlySpan<char> Padded(CoarseText text, int word) => text.Chars[(text.Start(word) - 1)..(text.End(word) + 1)];

    private static IEnumerable<string> Sample(Pack pack, Language language) =>
        pack.Data.Topics.SelectMany(topic => topic.Phrasings.In(language).Append(topic.Title.In(language)).Append(topic.Answer?.In(language).Source ?? ""))
            .Concat(pack.Data.Flows.SelectMany(flow => flow.Phrasings.In(language)))
            .Concat(pack.Data.Texts.Select(text => text.In(language).Source))
            .Concat(pack.Data.Lexicon.Intents.Values.SelectMany(words => words.In(language)));
}
