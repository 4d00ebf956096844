using System.Runtime.InteropServices;
using ConsultBot.Domain.Journals;

namespace ConsultBot.Application.Ports;

/// <summary>Some entries and blocks of a journal in their order, in memory that is used again.</summary>
public sealed class JournalBatch
{
    private const int MostSteps = 8_192;
    private const int MostBytes = 4 << 20;

    private readonly List<Step> _steps = new(MostSteps);
    private byte[] _bytes = new byte[MostBytes];
    private int _used;

    public bool IsFull => _steps.Count >= MostSteps || _used >= MostBytes / 2;

    public void Clear()
    {
        _steps.Clear();
        _used = 0;
    }

    public void Add(bool ofDesk, in EntryHeader header, ReadOnlySpan<byte> hash, ReadOnlySpan<byte> content)
    {
        var needed = _used + hash.Length + content.Length;
        if (needed > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(needed, _bytes.Length * 2));

        hash.CopyTo(_bytes.AsSpan(_used));
        content.CopyTo(_bytes.AsSpan(_used + hash.Length));
        _steps.Add(new Step(header, ofDesk, _used, hash.Length, content.Length, null));
        _used = needed;
    }

    public void Add(Block block) => _steps.Add(new Step(default, false, 0, 0, 0, block));

    /// <summary>Gives all of it to the check.</summary>
    public void Replay(JournalCheck check)
    {
        foreach (var step in _steps)
        {
            if (step.Block is { } block)
            {
                check.Close(block);
                continue;
            }

            var hash = _bytes.AsSpan(step.At, step.HashLength);
            var content = _bytes.AsSpan(step.At + step.HashLength, step.ContentLength);
            if (step.OfDesk)
                check.AddDesk(step.Header, hash, content);
            else
                check.Add(step.Header, hash, content);
        }
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Step(EntryHeader Header, bool OfDesk, int At, int HashLength, int ContentLength, Block? Block);
}
