using ConsultBot.Domain.Problems;

namespace ConsultBot.Application.Sheets;

/// <summary>What a cell may hold, and how it is called.</summary>
internal static class Cell
{
    /// <summary>Characters that a spreadsheet takes.</summary>
    public const int MaxLength = 32_767;

    private const string FormulaSigns = "=+-@\t\r＝＋－＠";

    /// <summary>A spreadsheet takes such a text for a formula and runs it: an apostrophe in front makes it a text.</summary>
    public static string Guarded(string text) => IsDangerous(text) ? "'" + text : text;

    /// <summary>The text without the apostrophe that <see cref="Guarded"/> put in front.</summary>
    public static string Plain(string text) => text.StartsWith('\'') && IsDangerous(text[1..]) ? text[1..] : text;

    /// <summary>What a cell says, without the apostrophe of <see cref="Guarded"/>. One that is too long or a formula is a problem.</summary>
    public static string Read(string file, int row, int column, string text, List<Problem> problems)
    {
        if (text.Length > MaxLength)
            problems.Add(Error(file, row, column, "cell-too-long", $"The cell has {text.Length} characters, the limit is {MaxLength}", "Shorten it."));
        else if (IsFormula(text))
            problems.Add(Error(file, row, column, "cell-formula", "This is a formula", "Write what it shows; if it is a text, put an apostrophe in front of it."));

        return Plain(text);
    }

    /// <summary>As a spreadsheet calls it: C5.</summary>
    /// <param name="column">From 1.</param>
    public static string Name(int row, int column)
    {
        var letters = "";
        for (var rest = column; rest > 0; rest = (rest - 1) / 26)
            letters = (char)('A' + (rest - 1) % 26) + letters;

        return FormattableString.Invariant($"{letters}{row}");
    }

    public static Problem Error(string file, int row, int column, string code, string message, string remedy) =>
        Problem.Error(new Place(file, row, column), code, $"Cell {Name(row, column)}: {message}", remedy);

    // Nobody guarded it: its author meant a calculation, and a text cannot have one.
    private static bool IsFormula(string text) => text.StartsWith('=') || text.StartsWith('＝');

    private static bool IsDangerous(string text) =>
        text.Length > 0 && (FormulaSigns.Contains(text[0], StringComparison.Ordinal) || (text[0] == '\'' && IsDangerous(text[1..])));
}
