using System.Globalization;

namespace ConsultBot.Domain.Conversations;

/// <summary>Cuts a long body so that each part and its signature fit the channel: at a paragraph, a sentence, a word, a grapheme.</summary>
internal static class MessageSplitter
{
    private const int LeastRoom = 64;

    /// <param name="room">UTF-16 units for a part without the signature; at least 64.</param>
    public static IReadOnlyList<string> Split(string body, int room)
    {
        room = Math.Max(room, LeastRoom);
        if (body.Length <= room)
            return [body];

        var parts = new List<string>();
        var rest = body;
        while (rest.Length > room)
        {
            var cut = Cut(rest, room);
            var part = rest[..cut].TrimEnd();
            if (part.Length > 0)
                parts.Add(part);

            rest = rest[cut..].TrimStart();
        }

        if (rest.Length > 0)
            parts.Add(rest);

        return parts;
    }

    private static int Cut(string text, int room)
    {
        foreach (var mark in new[] { "\n\n", "\n", ". ", " " })
        {
            var at = text.LastIndexOf(mark, room - 1, room - room / 2, StringComparison.Ordinal);
            if (at > 0)
                return at + mark.Length;
        }

        var end = 0;
        while (StringInfo.GetNextTextElementLength(text, end) is var next && end + next <= room)
            end += next;

        return end > 0 ? end : room;
    }
}
