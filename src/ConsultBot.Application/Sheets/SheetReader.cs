using System.Globalization;
using System.IO.Compression;
using System.Text;
using ConsultBot.Domain.Problems;
using CsvHelper;
using CsvHelper.Configuration;
using MiniExcelLibs;

namespace ConsultBot.Application.Sheets;

/// <summary>Reads the rows of a CSV or XLSX file as texts. Bounded in bytes, rows, columns and cells.</summary>
internal static class SheetReader
{
    public const int MaxBytes = 20_000_000;
    public const int MaxColumns = 100;

    // An XLSX is a zip: what comes out of it may be a thousand times larger.
    private const long MaxUnpackedBytes = 200_000_000;

    private static readonly UTF8Encoding _strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static bool IsSheet(string path) => IsExcel(path) || path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase);

    public static bool IsExcel(string path) => path.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase);

    /// <summary>All rows with something in them, the header too; null when the file cannot be read.</summary>
    /// <param name="maxRows">How many there may be below the header.</param>
    public static IReadOnlyList<SheetRow>? Read(string path, int maxRows, List<Problem> problems)
    {
        var before = problems.Count;
        if (!File.Exists(path))
        {
            problems.Add(Problem.Error(new Place(path, 0, 0), "file-missing", "There is no such file", "Name a CSV or XLSX file."));
            return null;
        }

        if (new FileInfo(path).Length > MaxBytes)
        {
            problems.Add(Problem.Error(new Place(path, 0, 0), "file-too-long", $"The file has more than {MaxBytes / 1_000_000} MB", "Cut it into several files."));
            return null;
        }

        var bytes = File.ReadAllBytes(path);
        var rows = new List<SheetRow>();
        foreach (var (number, cells) in IsExcel(path) ? Excel(path, bytes, maxRows, problems) : Csv(path, bytes, maxRows, problems))
        {
            if (cells.All(cell => cell.Length == 0))
                continue;

            if (rows.Count > maxRows || cells.Count > MaxColumns)
            {
                problems.Add(Problem.Error(new Place(path, number, 1), "sheet-too-large", $"More than {maxRows} rows or {MaxColumns} columns", "Cut it into several files."));
                return null;
            }

            rows.Add(new SheetRow(number, cells));
        }

        return problems.Count == before ? rows : null;
    }

    private static List<(int Number, IReadOnlyList<string> Cells)> Csv(string path, byte[] bytes, int maxRows, List<Problem> problems)
    {
        var rows = new List<(int, IReadOnlyList<string>)>();
        string text;
        try
        {
            text = _strict.GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException error)
        {
            var line = 1 + bytes.AsSpan(0, Math.Clamp(error.Index, 0, bytes.Length)).Count((byte)'\n');
            problems.Add(Problem.Error(new Place(path, line, 1), "not-utf8", "These bytes are no UTF-8", "Save the file as 'CSV UTF-8'."));
            return rows;
        }

        var row = 0;
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = Delimiter(text),
            IgnoreBlankLines = false,
            MaxFieldSize = Cell.MaxLength + 1,
            BadDataFound = bad => problems.Add(Problem.Error(new Place(path, bad.Context.Parser!.Row, 1), "csv-quotes", "A quote stands alone in this row", "Write a quote inside a quoted cell twice.")),
        };
        try
        {
            using var parser = new CsvParser(new StringReader(text), configuration);
            while (rows.Count <= maxRows + 1 && parser.Read())
            {
                row = parser.Row;
                rows.Add((row, [.. parser.Record!.Select(Normal)]));
            }
        }
        catch (CsvHelperException)
        {
            problems.Add(Problem.Error(new Place(path, row + 1, 1), "csv-broken", $"This row cannot be read: a cell of more than {Cell.MaxLength} characters, or a quote that is never closed", "Mend the row."));
        }

        return rows;
    }

    // Excel writes a semicolon where the comma separates decimals.
    private static string Delimiter(string text)
    {
        var header = text.AsSpan(0, text.IndexOfAny(['\n', '\r']) is var end and >= 0 ? end : text.Length);
        var (commas, semicolons, tabs) = (header.Count(','), header.Count(';'), header.Count('\t'));
        return tabs > Math.Max(commas, semicolons) ? "\t" : semicolons > commas ? ";" : ",";
    }

    private static List<(int Number, IReadOnlyList<string> Cells)> Excel(string path, byte[] bytes, int maxRows, List<Problem> problems)
    {
        var rows = new List<(int, IReadOnlyList<string>)>();
        try
        {
            if (!UnpacksWithin(bytes))
            {
                problems.Add(Problem.Error(new Place(path, 0, 0), "file-too-long", $"The file unpacks to more than {MaxUnpackedBytes / 1_000_000} MB", "Cut it into several files."));
                return rows;
            }

            using var stream = new MemoryStream(bytes);
            var number = 0;
            foreach (IDictionary<string, object?> row in stream.Query(useHeaderRow: false, excelType: ExcelType.XLSX))
            {
                number++;
                if (rows.Count > maxRows + 1 || row.Count > MaxColumns)
                {
                    rows.Add((number, new string[MaxColumns + 1].Select(_ => "x").ToList()));
                    break;
                }

                rows.Add((number, [.. row.Values.Select(Text)]));
            }
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            problems.Add(Problem.Error(new Place(path, 0, 0), "xlsx-broken", "This is no XLSX that can be read", "Save it anew as 'Excel workbook (.xlsx)', or as CSV UTF-8."));
        }

        return rows;
    }

    // What an entry says of its own size may be a lie: it is counted.
    private static bool UnpacksWithin(byte[] bytes)
    {
        using var zip = new ZipArchive(new MemoryStream(bytes));
        var buffer = new byte[81_920];
        long total = 0;
        foreach (var entry in zip.Entries)
        {
            using var stream = entry.Open();
            for (var read = stream.Read(buffer); read > 0; read = stream.Read(buffer))
            {
                total += read;
                if (total > MaxUnpackedBytes)
                    return false;
            }
        }

        return true;
    }

    private static string Text(object? value) => value switch
    {
        null => "",
        DateTime { TimeOfDay.Ticks: 0 } day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => Normal(value.ToString() ?? ""),
    };

    private static string Normal(string text) => text.ReplaceLineEndings("\n").Trim();
}
