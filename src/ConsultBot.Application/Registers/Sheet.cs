using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using MiniExcelLibs;

namespace ConsultBot.Application.Registers;

/// <summary>Rows of text cells as CSV and as the first sheet of an XLSX file.</summary>
internal static class Sheet
{
    /// <summary>Reads UTF-8; the separator is a comma, a semicolon or a tab, as the first rows have it.</summary>
    public static IEnumerable<IReadOnlyList<string>> FromCsv(byte[] bytes)
    {
        using var reader = new StreamReader(new MemoryStream(bytes), Encoding.UTF8);
        using var csv = new CsvParser(reader, new CsvConfiguration(CultureInfo.InvariantCulture) { DetectDelimiter = true, DetectDelimiterValues = [",", ";", "\t"], IgnoreBlankLines = false });
        while (csv.Read())
            yield return csv.Record ?? [];
    }

    public static IEnumerable<IReadOnlyList<string>> FromXlsx(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        foreach (var row in stream.Query(useHeaderRow: false).Cast<IDictionary<string, object?>>())
            yield return [.. row.Values.Select(Text)];
    }

    public static string ToCsv(IEnumerable<IReadOnlyList<string>> rows)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var csv = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\r\n" }))
        {
            foreach (var row in rows)
            {
                foreach (var cell in row)
                    csv.WriteField(cell);

                csv.NextRecord();
            }
        }

        return text.ToString();
    }

    public static byte[] ToXlsx(IEnumerable<IReadOnlyList<string>> rows)
    {
        using var stream = new MemoryStream();
        stream.SaveAs(
            rows.Select(row => row.Select((cell, i) => (Key: i.ToString("D3", CultureInfo.InvariantCulture), Cell: (object)cell)).ToDictionary(pair => pair.Key, pair => pair.Cell, StringComparer.Ordinal)),
            printHeader: false);
        return stream.ToArray();
    }

    // A spreadsheet program makes dates of what looks like one.
    private static string Text(object? cell) => cell switch
    {
        null => "",
        DateTime date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => Convert.ToString(cell, CultureInfo.InvariantCulture) ?? "",
    };
}
