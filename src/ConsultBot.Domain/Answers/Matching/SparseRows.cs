namespace ConsultBot.Domain.Answers.Matching;

/// <summary>The phrasings as weighted features, with their labels.</summary>
internal sealed class SparseRows
{
    private int[] _starts = new int[64];
    private int[] _ids = new int[4096];
    private float[] _weights = new float[4096];

    public int Count { get; private set; }

    public List<int> Labels { get; } = [];

    public List<float> Importance { get; } = [];

    public ReadOnlySpan<int> Ids(int row) => _ids.AsSpan(_starts[row], _starts[row + 1] - _starts[row]);

    public ReadOnlySpan<float> Weights(int row) => _weights.AsSpan(_starts[row], _starts[row + 1] - _starts[row]);

    public void Add(MatchScratch scratch, int label, float importance)
    {
        var start = _starts[Count];
        if (Count + 2 > _starts.Length)
            Array.Resize(ref _starts, 2 * _starts.Length);

        while (start + scratch.Count > _ids.Length)
        {
            Array.Resize(ref _ids, 2 * _ids.Length);
            Array.Resize(ref _weights, 2 * _weights.Length);
        }

        scratch.Ids.AsSpan(0, scratch.Count).CopyTo(_ids.AsSpan(start));
        scratch.Weights.AsSpan(0, scratch.Count).CopyTo(_weights.AsSpan(start));
        _starts[++Count] = start + scratch.Count;
        Labels.Add(label);
        Importance.Add(importance);
    }
}
