using System.Globalization;

namespace ConsultBot.Domain.Dialogs;

/// <summary>
/// A condition on slots, such as <c>children &gt;= 4 and work = no or age &lt; 18</c>: comparisons joined by <c>and</c>,
/// these by <c>or</c>. No brackets, no code, nothing that runs long.
/// </summary>
public sealed class Condition
{
    public const int MaxLength = 300;

    private readonly Comparison[][] _any;

    private Condition(string source, Comparison[][] any)
    {
        Source = source;
        _any = any;
    }

    public string Source { get; }

    public IEnumerable<Comparison> Comparisons => _any.SelectMany(all => all);

    /// <summary>Reads a condition; null with what is wrong, for a sentence, when it is none.</summary>
    public static Condition? Parse(string source, out string? fault)
    {
        if (source.Length > MaxLength)
        {
            fault = $"has {source.Length} characters, the limit is {MaxLength}";
            return null;
        }

        var tokens = Tokens(source);
        var any = new List<Comparison[]>();
        var all = new List<Comparison>();
        for (var at = 0; ;)
        {
            if (Read(tokens, ref at, out fault) is not { } comparison)
                return null;

            all.Add(comparison);
            var joint = at < tokens.Count ? tokens[at++] : null;
            if (joint is not ("and" or "or" or null))
            {
                fault = $"goes on with '{joint}'";
                return null;
            }

            if (joint == "and")
                continue;

            any.Add([.. all]);
            all.Clear();
            if (joint is null)
                return new Condition(source, [.. any]);
        }
    }

    /// <param name="slot">A slot's value; null while it is empty.</param>
    public bool Holds(Func<string, string?> slot, DateOnly today) =>
        Array.Exists(_any, all => Array.TrueForAll(all, comparison => comparison.Holds(slot(comparison.Slot), today)));

    public override string ToString() => Source;

    private static Comparison? Read(List<string> tokens, ref int at, out string? fault)
    {
        if (tokens.Count - at < 3)
        {
            fault = "ends too early";
            return null;
        }

        var (slot, name) = (tokens[at], tokens[at + 1]);
        at += 2;
        fault = null;
        switch (name)
        {
            case "=" or "!=" or "<" or "<=" or ">" or ">=" or "has":
                return new Comparison(slot, name, [tokens[at++]]);
            case "is" when tokens[at] is "set" or "empty":
                return new Comparison(slot, tokens[at++], []);
            case "in":
                var values = new List<string> { tokens[at++] };
                while (at + 1 < tokens.Count && tokens[at] == ",")
                {
                    values.Add(tokens[at + 1]);
                    at += 2;
                }

                return new Comparison(slot, name, values);
            default:
                fault = $"does not compare with '{name}'";
                return null;
        }
    }

    private static List<string> Tokens(string source)
    {
        var tokens = new List<string>();
        for (var at = 0; at < source.Length;)
        {
            if (char.IsWhiteSpace(source[at]))
            {
                at++;
                continue;
            }

            var from = at;
            var kind = Kind(source[at]);
            while (at < source.Length && Kind(source[at]) == kind && (kind != TokenKind.Comma || at == from))
                at++;

            tokens.Add(source[from..at]);
        }

        return tokens;
    }

    private static TokenKind Kind(char c) => c switch
    {
        '=' or '!' or '<' or '>' => TokenKind.Sign,
        ',' => TokenKind.Comma,
        _ when char.IsWhiteSpace(c) => TokenKind.Space,
        _ => TokenKind.Word,
    };

    private enum TokenKind
    {
        Space,
        Word,
        Sign,
        Comma,
    }
}

/// <summary>One comparison of a condition. An empty slot is unlike every value.</summary>
/// <param name="Sign">=, !=, &lt;, &lt;=, &gt;, &gt;=, has (one of several choices), in, set or empty.</param>
/// <param name="Values">Numbers, dates as 2026-11-24 or <c>today</c>, times as 09:00, values of choices.</param>
public sealed record Comparison(string Slot, string Sign, IReadOnlyList<string> Values)
{
    public bool Holds(string? value, DateOnly today) => Sign switch
    {
        "set" => value is not null,
        "empty" => value is null,
        "!=" => value is null || Order(value, 0, today) != 0,
        _ when value is null => false,
        "=" => Order(value, 0, today) == 0,
        "<" => Order(value, 0, today) < 0,
        "<=" => Order(value, 0, today) <= 0,
        ">" => Order(value, 0, today) > 0,
        ">=" => Order(value, 0, today) >= 0,
        "has" => Array.IndexOf(value.Split(','), Values[0]) >= 0,
        _ => Enumerable.Range(0, Values.Count).Any(i => Order(value, i, today) == 0),
    };

    // Numbers by their value; dates and times as written sort like text.
    private int Order(string value, int index, DateOnly today)
    {
        var wanted = Values[index] == "today" ? today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : Values[index];
        return decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out var left)
            && decimal.TryParse(wanted, NumberStyles.Number, CultureInfo.InvariantCulture, out var right)
            ? left.CompareTo(right)
            : string.CompareOrdinal(value, wanted);
    }
}
