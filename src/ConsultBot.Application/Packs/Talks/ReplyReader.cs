using System.Text;
using ConsultBot.Domain.Conversations;
using ConsultBot.Domain.Dialogs;
using ConsultBot.Domain.Messages;

namespace ConsultBot.Application.Packs.Talks;

/// <summary>Finds in a reply the texts of the pack by their ids, and whether a reply is what a talk expects.</summary>
/// <param name="today">The day on which the talk begins: its facts stand in the texts.</param>
internal sealed class ReplyReader(Pack pack, DateOnly today)
{
    public const string Silence = "silence";

    private const string AnswerMark = "answer ";

    // Labels, names of days and the like are parts of texts.
    private static readonly string[] _parts = ["button.", "weekday.", "month.", "outcome.", "answer.source", "due.unknown", "delete.kept"];

    /// <summary>The reply holds it.</summary>
    public bool Holds(IReadOnlyList<SimulatedMessage> reply, string expected)
    {
        if (expected == Silence)
            return reply.Count == 0;
        if (expected.StartsWith(AnswerMark, StringComparison.Ordinal))
            return reply.Any(message => message.Source is not null && message.Topic == expected[AnswerMark.Length..]);
        if (expected.Contains('*', StringComparison.Ordinal))
            return reply.Any(message => Find(OneLine(message.Text), [.. expected.Split('*').Select(OneLine)]) is not null);

        return pack.HasText(expected) && reply.Any(message => OneLine(message.Text) is var text && Languages.All.Any(language => Find(text, Literals(expected, language)) is not null));
    }

    /// <summary>It can be expected: an id that the pack has, an answer of it, a pattern.</summary>
    public bool IsKnown(string expected) =>
        expected == Silence || expected.Contains('*', StringComparison.Ordinal)
        || (expected.StartsWith(AnswerMark, StringComparison.Ordinal) ? pack.Topic(expected[AnswerMark.Length..]) is not null : pack.HasText(expected));

    /// <summary>What the reply is made of, in its order: answers and ids of texts; a pattern when it is neither.</summary>
    public IReadOnlyList<string> Name(IReadOnlyList<SimulatedMessage> reply)
    {
        if (reply.Count == 0)
            return [Silence];

        var names = new List<string>();
        foreach (var message in reply)
        {
            if (message.Source is not null)
                names.Add(AnswerMark + message.Topic);

            var language = Languages.Parse(message.Lang)!.Value;
            var words = OneLine(message.Text);
            var found = pack.Data.Texts.Where(text => !Array.Exists(_parts, part => text.Id.StartsWith(part, StringComparison.Ordinal)))
                .Select(text => (text.Id, Span: Find(words, Literals(text.Id, language)))).Where(text => text.Span is not null)
                .Select(text => (text.Id, From: text.Span!.Value.From, To: text.Span.Value.To)).ToList();

            // A text inside another one is not said by itself.
            names.AddRange(found.Where(one => !found.Exists(other => other != one && other.From <= one.From && other.To >= one.To && other.To - other.From > one.To - one.From))
                .OrderBy(one => one.From).Select(one => one.Id));
        }

        return names.Count > 0 ? [.. names.Distinct(StringComparer.Ordinal)] : [reply[0].Text.Split('\n')[0] + "*"];
    }

    private string[] Literals(string id, Language language)
    {
        var template = pack.Template(id, language);
        var literals = new List<string>();
        var rest = template.Source.TrimEnd();
        foreach (var name in template.Names)
        {
            var mark = $"{{{name}}}";
            var at = rest.IndexOf(mark, StringComparison.Ordinal);
            if (FactFormat.Words(pack, name, today, language) is { } fact)
            {
                rest = string.Concat(rest.AsSpan(0, at), fact, rest.AsSpan(at + mark.Length));
                continue;
            }

            literals.Add(OneLine(rest[..at]));
            rest = rest[(at + mark.Length)..];
        }

        literals.Add(OneLine(rest));
        return [.. literals];
    }

    // Simple mode breaks lines elsewhere and leaves pictures out: the words are the same.
    private static string OneLine(string text)
    {
        var words = new StringBuilder(text.Length);
        foreach (var c in SimpleText.Of(text))
        {
            if (!char.IsWhiteSpace(c))
                words.Append(c);
            else if (words.Length == 0 || words[^1] != ' ')
                words.Append(' ');
        }

        return words.ToString();
    }

    // The pieces stand in the text one after the other, the first at the beginning of a word.
    private static (int From, int To)? Find(string text, string[] pieces)
    {
        for (var from = 0; from <= text.Length; from++)
        {
            from = pieces[0].Length == 0 ? from : text.IndexOf(pieces[0], from, StringComparison.Ordinal);
            if (from < 0)
                return null;

            if (from > 0 && text[from - 1] != ' ' && pieces[0].Length > 0)
                continue;

            var at = from + pieces[0].Length;
            foreach (var piece in pieces.Skip(1))
            {
                var next = text.IndexOf(piece, at, StringComparison.Ordinal);
                if (next < 0)
                    return null;

                at = next + piece.Length;
            }

            return (from, at);
        }

        return null;
    }
}
