using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace ConsultBot.Storage.Sqlite;

/// <summary>
/// A small file beside the database that says how far the last commit had come. It is written after each commit and not
/// synced: after a power cut it may be older than the database, which tells nothing, but it is never newer than what was
/// once durable. A database behind it has lost commits.
/// </summary>
internal sealed class CommitNote : IDisposable
{
    private const int Numbers = 7;
    private const int HashSize = 8;
    private const int Size = sizeof(long) + (Numbers * sizeof(long)) + HashSize;
    private const long Magic = 0x3130_65746F_4E4243; // "CBNote01"

    private readonly SafeFileHandle? _file;
    private CommitMark _last;

    private CommitNote(SafeFileHandle? file, CommitMark? found)
    {
        _file = file;
        Found = found;
        _last = found ?? default;
    }

    /// <summary>What a former process noted; null when there is no note that can be read.</summary>
    public CommitMark? Found { get; }

    /// <summary>Opens or makes the note. Where that is impossible the database works without one.</summary>
    public static CommitNote Open(string path)
    {
        try
        {
            var file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
            Span<byte> bytes = stackalloc byte[Size];
            return new CommitNote(file, RandomAccess.Read(file, bytes, 0) == Size ? Read(bytes) : null);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new CommitNote(null, null);
        }
    }

    /// <summary>Notes a commit that is durable.</summary>
    public void Write(CommitMark mark)
    {
        if (mark.Year == 0)
            mark = mark with { Year = _last.Year, Number = _last.Number };
        if (_file is null || mark == _last)
            return;

        Span<byte> bytes = stackalloc byte[Size];
        Write(bytes, mark);
        try
        {
            RandomAccess.Write(_file, bytes, 0);
            _last = mark;
        }
        catch (IOException)
        {
            // The commit stands; an older note only tells less.
        }
    }

    public void Dispose() => _file?.Dispose();

    private static void Write(Span<byte> bytes, in CommitMark mark)
    {
        ReadOnlySpan<long> numbers = [Magic, mark.Conversation, mark.Key, mark.Input, mark.Journal, mark.Item, mark.Year, mark.Number];
        for (var i = 0; i < numbers.Length; i++)
            BinaryPrimitives.WriteInt64LittleEndian(bytes[(i * sizeof(long))..], numbers[i]);

        Hash(bytes[..^HashSize], bytes[^HashSize..]);
    }

    private static CommitMark? Read(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[HashSize];
        Hash(bytes[..^HashSize], hash);
        if (!hash.SequenceEqual(bytes[^HashSize..]) || At(bytes, 0) != Magic)
            return null;

        return new CommitMark(At(bytes, 1), At(bytes, 2), At(bytes, 3), At(bytes, 4), At(bytes, 5), At(bytes, 6), At(bytes, 7));
    }

    private static long At(ReadOnlySpan<byte> bytes, int number) => BinaryPrimitives.ReadInt64LittleEndian(bytes[(number * sizeof(long))..]);

    private static void Hash(ReadOnlySpan<byte> bytes, Span<byte> hash)
    {
        Span<byte> whole = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, whole);
        whole[..HashSize].CopyTo(hash);
    }
}

/// <summary>How far ids and consultation numbers had been given out.</summary>
/// <param name="Year">Local year of <paramref name="Number"/>; 0 when none was given yet.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CommitMark(long Conversation, long Key, long Input, long Journal, long Item, long Year, long Number);
