using System.Text;
using ConsultBot.Application.Packs;
using ConsultBot.Application.Packs.Sheets;
using ConsultBot.Application.Sheets;
using ConsultBot.Domain.Dialogs;
using ConsultBot.Domain.Messages;
using ConsultBot.Domain.Problems;
using CsCheck;

namespace ConsultBot.Application.Tests.Sheets;

/// <summary>FAQ entries out into sheets and back.</summary>
public sealed class FaqSheetTests : IDisposable
{
    private const string Header = "topic,group,title_kk,title_ru,title_en,answer_kk,answer_ru,answer_en,source,checkedOn,phrasings_ru\n";
    private const string Good = "trial,documents,Сынақ,Проба,Trial,Ашық.,Открыто.,Open.,egov.kz,2026-11-23,\"как идёт проба\nгде проба\"\n";

    private readonly ContentCopy _content = new();

    public static TheoryData<string> Formats => ["faq.csv", "faq.xlsx"];

    public void Dispose() => _content.Dispose();

    [Theory]
    [MemberData(nameof(Formats))]
    public void What_is_exported_changes_no_file_when_it_is_imported(string name)
    {
        var file = _content.PathOf(name);

        Assert.Equal(47, FaqExport.Write(Pack(), file));
        var imported = FaqImport.Run(file, Options, Sample.Today);

        Assert.DoesNotContain(imported.Problems, problem => problem.IsError);
        Assert.Equal(47, imported.Entries);
        Assert.Empty(imported.Written!.Texts);
        Assert.Equal(Pack().Hash(), imported.Pack!.Hash());
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Any_entry_comes_back_as_it_was(string name)
    {
        var text = Gen.String[Gen.Char["абв =+-@'\"\n,;|:#{}_xyz0ә"], 1, 12].Select(words => words.Trim()).Where(words => words.Length > 0);
        var line = text.Select(words => words.Replace('\n', ' ').Trim()).Where(words => words.Length > 0);
        Gen.Select(text.Array[6], line.Array[0, 4], line.Array[0, 3]).Sample(
            (words, asked, synonyms) =>
            {
                var place = new Place("x", 1, 1);
                var answer = new Answer(TextTemplate.Parse(words[0]), TextTemplate.Parse(words[1]), TextTemplate.Parse(words[2]), words[3].Replace('\n', ' ').Trim(), Sample.Today, null, place);
                var title = new LocalText(words[3], words[4], words[5]);
                var topic = new Topic("trial", "documents/passports", title, title, answer, new Phrasings(asked, [], asked), synonyms, place) { Priority = TopicPriority.High, Due = "quick" };
                var file = Path.Combine(Directory.CreateTempSubdirectory("consultbot-sheet-").FullName, name);
                try
                {
                    FaqSheet.Write(file, [topic]);
                    var problems = new List<Problem>();
                    var row = Assert.Single(FaqSheet.Read(file, problems) ?? throw new InvalidOperationException(string.Join('\n', problems)));
                    Assert.Equal(FaqColumns.Of(topic), row.Cells.ToDictionary());

                    // And as a file of the pack it says the same.
                    var yaml = SourceFiles.FromTexts(new Dictionary<string, string> { ["pack.yaml"] = "pack: x\nmenu: [trial]\n", ["trial.yaml"] = new FaqYaml(row.Cells).Text });
                    Assert.Equal(FaqColumns.Of(topic), FaqColumns.Of(PackReader.Read(yaml, "", [])!.Topics.Single()));
                }
                finally
                {
                    Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
                }
            },
            iter: 100, threads: 1);
    }

    [Fact]
    public void A_new_entry_becomes_a_file_of_the_pack_that_a_person_can_read()
    {
        var imported = Import(Header + Good);

        Assert.Equal(
            """
            topic: trial
            group: documents
            title:
              kk: "Сынақ"
              ru: "Проба"
              en: "Trial"
            source: egov.kz
            checkedOn: 2026-11-23
            answer:
              kk: "Ашық."
              ru: "Открыто."
              en: "Open."
            phrasings:
              ru:
                - "как идёт проба"
                - "где проба"

            """,
            Assert.Single(imported.Written!.Texts, file => file.Key == "topics/trial.yaml").Value);
        imported.Written.WriteTo(_content.PathOf("dialogs"));
        Assert.Equal("", _content.Check());
    }

    [Fact]
    public void A_column_that_the_sheet_lacks_stays_as_it_is()
    {
        var imported = Import("topic;answer_ru\npassport;Новый ответ {phone.contact_centre}\n");

        // The languages now name other values, and that is told by cell.
        Assert.Equal(
            "faq.csv:2:2: error placeholder-differs: Cell B2: 'passport' has other values in kk (passport.fee_24 passport.fee_36 passport.fee_48 passport.pages_24 passport.pages_36 passport.pages_48 phone.contact_centre), ru (phone.contact_centre) or en (passport.fee_24 passport.fee_36 passport.fee_48 passport.pages_24 passport.pages_36 passport.pages_48 phone.contact_centre). Use the same names in braces in each language.\n",
            Said(imported).Replace("faq.csv:2:1: error placeholder-differs: Cell A2", "faq.csv:2:2: error placeholder-differs: Cell B2", StringComparison.Ordinal));
        var renamed = Import("topic;title_en\npassport;Passport of a citizen\n");
        var yaml = Assert.Single(renamed.Written!.Texts).Value;
        Assert.Contains("паспортты қалай аламын", yaml, StringComparison.Ordinal);
        Assert.Contains("  en: \"Passport of a citizen\"", yaml, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("topic,title_ru,anser_ru\nx,y,z\n", "faq.csv:1:3: error unknown-column: Cell C1: 'anser_ru' is no column. Did you mean 'answer_ru'? Columns: topic, group, ")]
    [InlineData("title_ru\ny\n", "faq.csv:1:1: error missing-column: Cell A1: There is no column 'topic'. Add it: it names the entry.")]
    [InlineData("topic,topic\nx,y\n", "faq.csv:1:2: error duplicate-column: Cell B1: The column 'topic' is there twice. Delete one.")]
    [InlineData(Header + Good + "\n" + Good, "faq.csv:4:1: error duplicate-topic: Cell A4: 'trial' is there twice, first in row 2. Rename or delete one.")]
    [InlineData("topic,title_ru\n,y\n", "faq.csv:2:1: error missing-key: Cell A2: 'topic' is missing. Write the entry's id")]
    [InlineData("topic,title_ru\nnew topic,y\n", "faq.csv:2:1: error bad-id: Cell A2: 'new topic' is no id. Write Latin letters")]
    [InlineData("topic,title_ru\npassport,=1+1\n", "faq.csv:2:2: error cell-formula: Cell B2: This is a formula. Write what it shows; if it is a text, put an apostrophe in front of it.")]
    [InlineData("topic,checkedOn\npassport,23.11.2026\n", "faq.csv:2:2: error not-a-date: Cell B2: 'checkedOn' is '23.11.2026', which is no date. Write a date as 2026-11-24.")]
    [InlineData("topic,answer_kk\nid-card,\n", "faq.csv:2:2: error text-missing-language: Cell B2: 'answer' has no text in kk.")]
    [InlineData("topic,label_kk,label_ru,label_en\npassport,Өте ұзын түйме атауы бар,Паспорт,Passport\n", "faq.csv:2:1: error label-too-long: Cell A2: The label of 'passport' has 24 characters in kk")]
    [InlineData("topic,title_ru\npassport,\"never closed\n", "faq.csv:2:1: error csv-")]
    [InlineData("\n\n", "faq.csv:0:0: error sheet-empty: The sheet is empty. Begin with a header: topic, group, title_kk")]
    public void What_is_wrong_is_told_by_cell(string csv, string said)
    {
        var imported = Import(csv);

        Assert.StartsWith(said, Said(imported), StringComparison.Ordinal);
        Assert.Null(imported.Pack);
        Assert.Null(imported.Written);
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://x\")")]
    [InlineData("+7 700")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\tx")]
    [InlineData("＝1")]
    [InlineData("'=1")]
    public void No_text_is_written_that_a_spreadsheet_would_run(string text)
    {
        var guarded = Cell.Guarded(text);

        Assert.StartsWith("'", guarded, StringComparison.Ordinal);
        Assert.Equal(text, Cell.Plain(guarded));
    }

    [Fact]
    public void Bytes_that_are_no_sheet_are_refused_with_a_place()
    {
        File.WriteAllBytes(_content.PathOf("faq.csv"), [.. "topic\n"u8, 0xCF, 0xF0]);
        Assert.StartsWith("faq.csv:2:1: error not-utf8: ", Said(FaqImport.Run(_content.PathOf("faq.csv"), Options, Sample.Today)), StringComparison.Ordinal);

        File.WriteAllText(_content.PathOf("faq.xlsx"), "no zip at all");
        Assert.StartsWith("faq.xlsx:0:0: error xlsx-broken: ", Said(FaqImport.Run(_content.PathOf("faq.xlsx"), Options, Sample.Today)), StringComparison.Ordinal);

        File.WriteAllBytes(_content.PathOf("big.csv"), new byte[SheetReader.MaxBytes + 1]);
        Assert.StartsWith("big.csv:0:0: error file-too-long: ", Said(FaqImport.Run(_content.PathOf("big.csv"), Options, Sample.Today)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_zip_that_unpacks_to_more_than_it_says_is_refused()
    {
        var file = _content.PathOf("faq.xlsx");
        using (var zip = System.IO.Compression.ZipFile.Open(file, System.IO.Compression.ZipArchiveMode.Create))
        {
            using var stream = zip.CreateEntry("xl/worksheets/sheet1.xml").Open();
            var zeros = new byte[1_000_000];
            for (var i = 0; i < 201; i++)
                stream.Write(zeros);
        }

        Assert.True(new FileInfo(file).Length < 1_000_000, "It is small as it comes.");
        Assert.StartsWith("faq.xlsx:0:0: error file-too-long: The file unpacks to more than 200 MB", Said(FaqImport.Run(file, Options, Sample.Today)), StringComparison.Ordinal);
    }

    private ContentOptions Options => Sample.In(_content.PathOf(""));

    private SourceFiles Pack() => SourceFiles.FromFolder(_content.PathOf("dialogs"), [])!;

    private ImportedSheet Import(string csv)
    {
        File.WriteAllText(_content.PathOf("faq.csv"), csv, Encoding.UTF8);
        return FaqImport.Run(_content.PathOf("faq.csv"), Options, Sample.Today);
    }

    private string Said(ImportedSheet imported) =>
        string.Concat(imported.Problems.Where(problem => problem.IsError).Select(problem => problem.ToString().Replace(_content.PathOf("") + "/", "", StringComparison.Ordinal) + "\n"));
}
