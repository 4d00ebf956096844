namespace ConsultBot.Domain.Answers.Matching;

/// <summary>Which labels' phrasings hold a word.</summary>
internal sealed class LabelWords
{
    private const int Bits = 64;

    private readonly Dictionary<int, int> _words = [];
    private readonly List<ulong> _labels = [];
    private readonly int _stride;

    public LabelWords(int labels) => _stride = (labels + Bits - 1) / Bits;

    public long Bytes => (long)_labels.Count * sizeof(ulong) + 24L * _words.Count;

    public void Add(int word, int label)
    {
        if (!_words.TryGetValue(word, out var at))
        {
            _words[word] = at = _labels.Count;
            for (var i = 0; i < _stride; i++)
                _labels.Add(0);
        }

        _labels[at + label / Bits] |= 1UL << (label % Bits);
    }

    public bool Has(int word, int label) =>
        _words.TryGetValue(word, out var at) && (_labels[at + label / Bits] >> (label % Bits) & 1) == 1;
}
