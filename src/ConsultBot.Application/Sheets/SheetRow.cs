namespace ConsultBot.Application.Sheets;

/// <summary>A row of a sheet that is not empty.</summary>
/// <param name="Number">As a spreadsheet counts, from 1.</param>
internal sealed record SheetRow(int Number, IReadOnlyList<string> Cells)
{
    /// <summary>The text of a column, from 0; empty where the row is shorter.</summary>
    public string this[int column] => column < Cells.Count ? Cells[column] : "";
}
