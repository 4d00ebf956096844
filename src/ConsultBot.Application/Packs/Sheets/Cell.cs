using ConsultBot.Domain.Problems;

namespace ConsultBot.Application.Packs.Sheets;

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

    /// <summary>A formula that nobody guarded: its author meant a calculation, and a text cannot have one.</summary>
    public static bool IsFormula(string text) => text.StartsWith('=') || text.StartsWith('＝');

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

    private static bool IsDangerous(string text) =>
        text.Length > 0 && (FormulaSigns.Contains(text[0], StringComparison.Ordinal) || (text[0] == '\'' && IsDangerous(text[1..])));
}
