using System.Globalization;
using System.Text;
using CsvHelper;
using MiniExcelLibs;

namespace ConsultBot.Application.Sheets;

/// <summary>Writes texts as CSV and XLSX; those that a spreadsheet would run as formulas are guarded by an apostrophe.</summary>
internal static class SheetWriter
{
    /// <summary>Writes a new file, by its ending.</summary>
    /// <exception cref="IOException">The file is there already, or cannot be written.</exception>
    public static void Write(string path, IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows)
    {
        using var stream = new FileStream(path, FileMode.CreateNew);
        if (SheetReader.IsExcel(path))
            stream.SaveAs(rows.Select(row => headings.Zip(row).ToDictionary(cell => cell.First, cell => (object)Cell.Guarded(cell.Second), StringComparer.Ordinal)));
        else
            Csv(stream, headings, rows);
    }

    public static void Csv(Stream stream, IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows)
    {
        // The mark at the beginning tells Excel that it is UTF-8.
        using var text = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        using var csv = new CsvWriter(text, CultureInfo.InvariantCulture);
        foreach (var row in rows.Prepend(headings))
        {
            foreach (var cell in row)
                csv.WriteField(Cell.Guarded(cell));

            csv.NextRecord();
        }
    }
}
