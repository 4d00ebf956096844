using ConsultBot.Domain.Dialogs;
using ConsultBot.Domain.Messages;

namespace ConsultBot.Domain.Answers;

/// <summary>
/// Finds the entry that a question asks for: nearest phrasing by weighted letter groups and words, over every way the
/// question may have been typed. Says so when it does not know.
/// </summary>
public sealed class AnswerIndex
{
    // Fitted on the sample pack's own phrasings, each left out in turn, a wrong answer weighing more than a question.
    private const double AnswerFrom = 0.46;
    private const double AnswerMargin = 0.07;
    private const double ClarifyFrom = 0.26;
    private const double SynonymScore = 0.62;
    private const int MaxCandidates = 3;

    private readonly Dictionary<string, int> _features = new(StringComparer.Ordinal);
    private readonly List<(int Phrasing, float Weight)[]> _postings = [];
    private readonly float[] _rarity;
    private readonly string[] _entryOf;
    private readonly Dictionary<string, List<string>> _synonyms;

    private AnswerIndex(Pack pack, List<(string Entry, string Text)> phrasings)
    {
        Language = LanguageGuess.Learn(pack);
        _entryOf = [.. phrasings.Select(phrasing => phrasing.Entry)];
        var rows = phrasings.Select(phrasing => Features(Readings(phrasing.Text)[0])).ToList();
        var spread = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        for (var i = 0; i < rows.Count; i++)
        {
            foreach (var feature in rows[i].Keys)
            {
                if (!spread.TryGetValue(feature, out var entries))
                    spread[feature] = entries = new HashSet<string>(StringComparer.Ordinal);

                entries.Add(_entryOf[i]);
            }
        }

        foreach (var feature in spread.Keys)
            _features[feature] = _features.Count;

        var total = Math.Max(2, _entryOf.Distinct(StringComparer.Ordinal).Count());
        _rarity = [.. spread.Values.Select(entries => (float)Math.Log(1.0 + (double)total / entries.Count))];
        _postings = Post(rows);
        _synonyms = Synonyms(pack);
    }

    public LanguageGuess Language { get; }

    public static AnswerIndex Build(Pack pack)
    {
        var phrasings = new List<(string, string)>();
        foreach (var topic in pack.Data.Topics)
            phrasings.AddRange(topic.Phrasings.All.Concat(Titles(topic.Title)).Select(text => (topic.Id, text)));
        foreach (var flow in pack.Data.Flows)
            phrasings.AddRange(flow.Phrasings.All.Concat(Titles(flow.Title)).Select(text => (flow.Id, text)));

        return new AnswerIndex(pack, phrasings);
    }

    public AnswerDecision Ask(string text)
    {
        var scores = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var reading in Readings(text))
        {
            Score(Features(reading), scores);
            foreach (var word in Neighbours(reading))
            {
                foreach (var entry in _synonyms.GetValueOrDefault(word) ?? [])
                {
                    var enough = reading.Count <= 3 ? SynonymScore : ClarifyFrom;
                    scores[entry] = Math.Min(1, Math.Max(scores.GetValueOrDefault(entry) * 1.15, enough));
                }
            }
        }

        var best = scores.Select(pair => new Candidate(pair.Key, Math.Round(pair.Value, 4)))
            .OrderByDescending(candidate => candidate.Score).ThenBy(candidate => candidate.Entry, StringComparer.Ordinal)
            .Take(MaxCandidates).ToList();
        return new AnswerDecision(Decide(best), best);
    }

    private static AnswerKind Decide(List<Candidate> best)
    {
        if (best.Count == 0 || best[0].Score < ClarifyFrom)
            return AnswerKind.Refuse;

        var margin = best.Count > 1 ? best[0].Score - best[1].Score : 1;
        return best[0].Score >= AnswerFrom && margin >= AnswerMargin ? AnswerKind.Answer : AnswerKind.Clarify;
    }

    // Each way the text may have been meant: as typed, Latin as Cyrillic, the other layout.
    private static List<IReadOnlyList<string>> Readings(string text)
    {
        var typed = TextNormaliser.Words(text);
        var readings = new List<IReadOnlyList<string>> { typed };
        if (typed.Any(TextNormaliser.IsLatin))
        {
            readings.Add(TextNormaliser.FromLatin(typed));
            readings.Add(TextNormaliser.OtherLayout(text));
        }

        return readings;
    }

    private static Dictionary<string, float> Features(IReadOnlyList<string> words)
    {
        var features = new Dictionary<string, float>(StringComparer.Ordinal);
        foreach (var word in words)
        {
            Add(features, "=" + word, 1.6f);
            if (word.Length >= 5)
                Add(features, "<" + word[..5], 1.2f);

            var padded = $" {word} ";
            for (var length = 3; length <= 4; length++)
            {
                for (var i = 0; i + length <= padded.Length; i++)
                    Add(features, padded.Substring(i, length), 0.5f);
            }
        }

        return features;
    }

    private static void Add(Dictionary<string, float> features, string feature, float weight) =>
        features[feature] = features.GetValueOrDefault(feature) + weight;

    private List<(int, float)[]> Post(List<Dictionary<string, float>> rows)
    {
        var postings = _features.Select(_ => new List<(int, float)>()).ToList();
        for (var row = 0; row < rows.Count; row++)
        {
            var weighted = rows[row].Select(pair => (Id: _features[pair.Key], Weight: pair.Value * _rarity[_features[pair.Key]])).ToList();
            var length = MathF.Sqrt(weighted.Sum(pair => pair.Weight * pair.Weight));
            foreach (var (id, weight) in weighted)
                postings[id].Add((row, weight / length));
        }

        return [.. postings.Select(list => list.ToArray())];
    }

    private void Score(Dictionary<string, float> query, Dictionary<string, double> scores)
    {
        var sums = new float[_entryOf.Length];
        var squares = 0f;
        var unknown = (float)Math.Log(1.0 + _rarity.Length);
        foreach (var (feature, weight) in query)
        {
            if (!_features.TryGetValue(feature, out var id))
            {
                // Words nobody uses here count against every entry, but less than known ones for it.
                squares += feature[0] == '=' ? 0.1f * weight * weight * unknown : 0.04f * weight * weight * unknown;
                continue;
            }

            var mine = weight * _rarity[id];
            squares += mine * mine;
            foreach (var (phrasing, theirs) in _postings[id])
                sums[phrasing] += mine * theirs;
        }

        if (squares <= 0)
            return;

        var length = Math.Sqrt(squares);
        for (var i = 0; i < sums.Length; i++)
        {
            if (sums[i] > 0)
                scores[_entryOf[i]] = Math.Max(scores.GetValueOrDefault(_entryOf[i]), sums[i] / length);
        }
    }

    private IEnumerable<string> Neighbours(IReadOnlyList<string> reading) =>
        reading.Where(_synonyms.ContainsKey)
            .Concat(Enumerable.Range(0, Math.Max(0, reading.Count - 1)).Select(i => $"{reading[i]} {reading[i + 1]}").Where(_synonyms.ContainsKey));

    private static Dictionary<string, List<string>> Synonyms(Pack pack)
    {
        var synonyms = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var topic in pack.Data.Topics)
        {
            foreach (var key in topic.Synonyms.Select(synonym => string.Join(' ', TextNormaliser.Words(synonym))).Distinct(StringComparer.Ordinal))
            {
                if (!synonyms.TryGetValue(key, out var entries))
                    synonyms[key] = entries = [];

                entries.Add(topic.Id);
            }
        }

        return synonyms;
    }

    private static string[] Titles(LocalText title) => [title.Kk, title.Ru, title.En];
}
