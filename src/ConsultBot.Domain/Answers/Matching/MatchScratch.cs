namespace ConsultBot.Domain.Answers.Matching;

/// <summary>Buffers of one question, used again for the next: the path of a question allocates nothing.</summary>
internal sealed class MatchScratch
{
    private const int Most = 8192;

    [ThreadStatic]
    private static MatchScratch? _own;

    private bool[] _seen = [];
    private float[] _dense = [];
    private float[] _scores = [];

    /// <summary>The scratch of the calling thread; what it holds means nothing between two questions.</summary>
    public static MatchScratch Own => _own ??= new MatchScratch();

    public CoarseText Text { get; private set; } = new();

    public CoarseText OtherText { get; private set; } = new();

    public FeatureReader Features { get; private set; } = new();

    public FeatureReader OtherFeatures { get; private set; } = new();

    public int[] Ids { get; } = new int[Most];

    public byte[] Blocks { get; } = new byte[Most];

    public float[] Weights { get; } = new float[Most];

    public int Count { get; set; }

    /// <summary>All false; who sets a mark takes it back.</summary>
    public bool[] Seen(int count) => _seen.Length >= count ? _seen : _seen = new bool[count];

    /// <summary>All zero; who writes takes it back.</summary>
    public float[] Dense(int count) => _dense.Length >= count ? _dense : _dense = new float[count];

    public Span<float> Scores(int count)
    {
        if (_scores.Length < count)
            _scores = new float[count];

        var scores = _scores.AsSpan(0, count);
        scores.Clear();
        return scores;
    }

    /// <summary>Takes the other reading as the one that was meant.</summary>
    public void TakeOther()
    {
        (Text, OtherText) = (OtherText, Text);
        (Features, OtherFeatures) = (OtherFeatures, Features);
    }
}
