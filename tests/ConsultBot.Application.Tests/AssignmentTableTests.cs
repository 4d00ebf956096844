using System.Globalization;
using System.Text;
using ConsultBot.Application.Packs;
using ConsultBot.Application.Registers;
using MiniExcelLibs;

namespace ConsultBot.Application.Tests;

/// <summary>Assignments as a table: there and back, and every fault with its row and cell.</summary>
public sealed class AssignmentTableTests : IDisposable
{
    private const string Heading = "id,position,person,kind,from,to,orderNumber,orderDate,replaces,recordedAt\n";

    private static readonly DateOnly _today = new(2026, 11, 24);

    private readonly string _folder = Directory.CreateTempSubdirectory("consultbot-table-").FullName;

    private static ContentOptions Options => new()
    {
        DialogsPath = Path.Combine(AppContext.BaseDirectory, "dialogs"),
        RegisterPath = Path.Combine(AppContext.BaseDirectory, "config", "register"),
    };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("csv")]
    [InlineData("xlsx")]
    [InlineData("yaml")]
    public void What_is_exported_is_imported_as_it_was(string kind)
    {
        var (_, files) = ContentCheck.Files(Options, _today);
        var register = files!.Value.Register;
        var file = Path.Combine(_folder, "table." + kind);

        AssignmentTable.Of(register).Write(file);
        var (table, problems) = AssignmentTable.Read(file);

        Assert.Empty(problems);
        Assert.Equal(AssignmentTable.Of(register).Rows.Select(row => row with { Place = default! }), table!.Rows.Select(row => row with { Place = default! }));
        var (with, mixed) = table.PutInto(register);
        Assert.Empty(mixed);
        Assert.Equal(table.Rows.Select(row => row.Id), AssignmentTable.Of(with!).Rows.Select(row => row.Id));
    }

    [Theory]
    [InlineData("a1,head,nobody,permanent,2026-01-05,,1,2026-01-05,,", "2:1", "unknown-person")]
    [InlineData("a1,nowhere,primerov,permanent,2026-01-05,,1,2026-01-05,,", "2:1", "unknown-position")]
    [InlineData("a1,head,primerov,permanent,2026-02-05,2026-01-05,1,2026-01-05,,", "2:1", "from-not-before-to")]
    [InlineData("a1,head,primerov,permanent,05/01/2026,,1,2026-01-05,,", "2:5", "not-a-date")]
    [InlineData("a1,head,primerov,boss,2026-01-05,,1,2026-01-05,,", "2:4", "not-a-kind")]
    [InlineData("a1,head,primerov,permanent,2026-01-05,,,2026-01-05,,", "2:7", "missing-cell")]
    [InlineData("a1,head,primerov,permanent,2026-01-05,,1,2026-01-05,,soon", "2:10", "not-an-instant")]
    [InlineData("a1,head,primerov,permanent,2026-01-05,,=1+1,2026-01-05,,", "2:7", "cell-formula")]
    [InlineData("a1,head,primerov,permanent,2026-01-05,,1,2026-01-05,zz,", "2:1", "unknown-assignment")]
    [InlineData("a1,head,primerov,permanent,2026-01-05,,1,2026-01-05,,\na2,head,ulgibayeva,permanent,2026-06-01,,1,2026-06-01,,", "3:1", "overlap")]
    [InlineData("a1,head,primerov,permanent,2026-01-05,2026-12-01,1,2026-01-05,,", null, "root-vacant")]
    [InlineData("a1,head,primerov,permanent,2026-01-05,,1,2026-01-05,,\na2,documents-head,ulgibayeva,permanent,2026-01-05,2026-12-01,1,2026-06-01,,\na3,documents-head,ulgibayeva,permanent,2026-12-05,,1,2026-06-01,,", "4:1", "gap")]
    public void A_fault_has_its_row_and_cell(string rows, string? place, string code)
    {
        var csv = Path.Combine(_folder, "table.csv");
        File.WriteAllText(csv, Heading + rows);
        var xlsx = Path.Combine(_folder, "table.xlsx");
        File.WriteAllBytes(xlsx, Workbook(Heading + rows));

        foreach (var file in new[] { csv, xlsx })
        {
            var (table, faults) = AssignmentTable.Read(file);
            var problems = table is null ? faults : ContentCheck.Files(Options, _today, table).Problems;
            var problem = Assert.Single(problems, problem => problem.Code == code);
            if (place is not null)
                Assert.Equal($"{file}:{place}", string.Create(CultureInfo.InvariantCulture, $"{problem.File}:{problem.Line}:{problem.Column}"));
        }
    }

    [Fact]
    public void Headings_that_are_not_known_or_missing_are_named()
    {
        var file = Path.Combine(_folder, "table.csv");
        File.WriteAllText(file, "id;position;persn;kind;from;orderNumber;orderDate\n");

        var (table, problems) = AssignmentTable.Read(file);

        Assert.Null(table);
        Assert.Equal(["unknown-column", "missing-column"], problems.Select(problem => problem.Code));
        Assert.Contains("person", problems[0].Remedy, StringComparison.Ordinal);
        Assert.Equal((1, 3), (problems[0].Line, problems[0].Column));
    }

    [Fact]
    public void Semicolons_days_with_dots_and_dates_of_a_spreadsheet_are_read()
    {
        var csv = Path.Combine(_folder, "table.csv");
        File.WriteAllText(csv, "id;position;person;kind;from;orderNumber;orderDate\na1;head;x;Acting;05.01.2026;№ 1-ж;29.12.2025\n", new UTF8Encoding(true));
        var xlsx = Path.Combine(_folder, "table.xlsx");
        using (var stream = File.Create(xlsx))
        {
            stream.SaveAs(new[]
            {
                new Dictionary<string, object>
                {
                    ["id"] = "a1", ["position"] = "head", ["person"] = "x", ["kind"] = "acting", ["from"] = new DateTime(2026, 1, 5), ["orderNumber"] = "№ 1-ж", ["orderDate"] = new DateTime(2025, 12, 29),
                },
            });
        }

        foreach (var file in new[] { csv, xlsx })
        {
            var (table, problems) = AssignmentTable.Read(file);
            Assert.Empty(problems);
            var row = Assert.Single(table!.Rows);
            Assert.Equal((new DateOnly(2026, 1, 5), new DateOnly(2025, 12, 29), "№ 1-ж"), (row.From, row.OrderDate, row.OrderNumber));
        }
    }

    [Theory]
    [InlineData("table.txt")]
    [InlineData("broken.xlsx")]
    [InlineData("gone.csv")]
    public void A_file_that_is_no_table_is_told(string name)
    {
        var file = Path.Combine(_folder, name);
        if (!name.StartsWith("gone", StringComparison.Ordinal))
            File.WriteAllText(file, "no table");

        var (table, problems) = AssignmentTable.Read(file);

        Assert.Null(table);
        Assert.Single(problems);
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("xlsx")]
    public void An_order_number_that_a_spreadsheet_would_run_is_guarded_and_comes_back(string kind)
    {
        var source = Path.Combine(_folder, "source.csv");
        File.WriteAllText(source, Heading + "a1,head,primerov,permanent,2026-01-05,,'=1+1,2026-01-05,,\n");
        var file = Path.Combine(_folder, "table." + kind);

        AssignmentTable.Read(source).Table!.Write(file);

        Assert.Equal("=1+1", Assert.Single(AssignmentTable.Read(file).Table!.Rows).OrderNumber);
        var written = kind == "csv" ? File.ReadAllLines(file)[1].Split(',')[6] : MiniExcel.Query(file, useHeaderRow: true).Cast<IDictionary<string, object>>().Single()["orderNumber"];
        Assert.Equal("'=1+1", written);
    }

    [Fact]
    public void Bytes_that_are_no_letters_are_told_with_their_line()
    {
        var file = Path.Combine(_folder, "table.csv");
        File.WriteAllBytes(file, [.. Encoding.UTF8.GetBytes(Heading + "a1,"), 0xCF, 0xF0]);

        var problem = Assert.Single(AssignmentTable.Read(file).Problems);

        Assert.Equal(("not-utf8", 2), (problem.Code, problem.Line));
    }

    private static byte[] Workbook(string csv)
    {
        using var stream = new MemoryStream();
        stream.SaveAs(
            csv.TrimEnd('\n').Split('\n').Select(line => line.Split(',').Select((cell, i) => (Key: $"c{i:00}", Cell: (object)cell)).ToDictionary(pair => pair.Key, pair => pair.Cell)),
            printHeader: false);
        return stream.ToArray();
    }
}
