using System.Runtime.CompilerServices;

namespace ConsultBot.Domain.Answers.Matching;

/// <summary>Numbers features by their hash, in the order met.</summary>
internal sealed class FeatureTable
{
    private ulong[] _keys;
    private int[] _ids;

    public FeatureTable(int capacity)
    {
        var size = 16;
        while (size < 2 * capacity)
            size *= 2;

        _keys = new ulong[size];
        _ids = new int[size];
    }

    public int Count { get; private set; }

    public long Bytes => (long)_keys.Length * (sizeof(ulong) + sizeof(int));

    /// <summary>-1 when the feature is unknown.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Find(ulong hash)
    {
        hash |= 1;
        var mask = (ulong)_keys.Length - 1;
        for (var slot = (hash >> 20) & mask; ; slot = (slot + 1) & mask)
        {
            var key = _keys[slot];
            if (key == hash)
                return _ids[slot];
            if (key == 0)
                return -1;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int FindOrAdd(ulong hash)
    {
        hash |= 1;
        if (2 * (Count + 1) > _keys.Length)
            Grow();

        var mask = (ulong)_keys.Length - 1;
        for (var slot = (hash >> 20) & mask; ; slot = (slot + 1) & mask)
        {
            if (_keys[slot] == hash)
                return _ids[slot];

            if (_keys[slot] == 0)
            {
                _keys[slot] = hash;
                _ids[slot] = Count;
                return Count++;
            }
        }
    }

    /// <summary>Only the features with a new number of 0 or more.</summary>
    public FeatureTable Renumbered(int[] numbers)
    {
        var kept = new FeatureTable(numbers.Count(number => number >= 0));
        for (var slot = 0; slot < _keys.Length; slot++)
        {
            if (_keys[slot] != 0 && numbers[_ids[slot]] >= 0)
                kept.Put(_keys[slot], numbers[_ids[slot]]);
        }

        return kept;
    }

    private void Put(ulong hash, int id)
    {
        var mask = (ulong)_keys.Length - 1;
        var slot = (hash >> 20) & mask;
        while (_keys[slot] != 0)
            slot = (slot + 1) & mask;

        _keys[slot] = hash;
        _ids[slot] = id;
        Count = Math.Max(Count, id + 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Grow()
    {
        var (keys, ids) = (_keys, _ids);
        _keys = new ulong[2 * keys.Length];
        _ids = new int[2 * keys.Length];
        var mask = (ulong)_keys.Length - 1;
        for (var old = 0; old < keys.Length; old++)
        {
            if (keys[old] == 0)
                continue;

            var slot = (keys[old] >> 20) & mask;
            while (_keys[slot] != 0)
                slot = (slot + 1) & mask;

            _keys[slot] = keys[old];
            _ids[slot] = ids[old];
        }
    }
}
