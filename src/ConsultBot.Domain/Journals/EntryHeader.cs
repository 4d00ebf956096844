using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace ConsultBot.Domain.Journals;

/// <summary>What stands beside an entry's content; all of it is under the entry's hash.</summary>
/// <param name="Id">Grows over the whole journal.</param>
/// <param name="Conversation">0 in the desk's own journal.</param>
/// <param name="Previous">Id of the entry before it in the conversation; 0 = it is the first.</param>
/// <param name="Sequence">Place in the conversation, from 1.</param>
/// <param name="At">Unix milliseconds.</param>
/// <param name="Key">Id of the citizen's key that the content is encrypted with.</param>
/// <param name="Input">Id of the handled input.</param>
/// <param name="FirstItem">Id of the turn's first message or act.</param>
/// <param name="Items">How many messages and acts the turn has.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct EntryHeader(
    long Id, long Conversation, long Previous, long Sequence, long At, long Key, long Input, long FirstItem, long Items)
{
    internal const int Size = 9 * sizeof(long);

    /// <summary>An entry of the desk's own journal: each follows the one whose id is one less.</summary>
    public static EntryHeader OfDesk(long id, long at) => new(id, 0, id - 1, id, at, 0, 0, 0, 0);

    internal void Write(Span<byte> bytes)
    {
        ReadOnlySpan<long> fields = [Id, Conversation, Previous, Sequence, At, Key, Input, FirstItem, Items];
        for (var i = 0; i < fields.Length; i++)
            BinaryPrimitives.WriteInt64BigEndian(bytes[(i * sizeof(long))..], fields[i]);
    }
}
