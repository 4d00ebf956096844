using ConsultBot.Application.Packs;
using ConsultBot.Domain.Problems;
using CsCheck;

namespace ConsultBot.Application.Tests;

public class SourceFilesTests
{
    [Fact]
    public void What_was_published_is_read_back_byte_for_byte()
    {
        var files = Read(Path.Combine(Sample.Folder, "dialogs"));

        var back = SourceFiles.FromBytes(files.ToBytes());

        Assert.Equal(files.Texts, back.Texts);
        Assert.Equal(files.ToBytes(), back.ToBytes());
        Assert.Equal(files.Hash(), back.Hash());
    }

    [Fact]
    public void The_hash_depends_on_paths_and_texts_and_on_nothing_else()
    {
        using var content = new ContentCopy();
        var dialogs = content.PathOf("dialogs");
        var before = Read(dialogs).Hash();

        Assert.Equal(Read(Path.Combine(Sample.Folder, "dialogs")).Hash(), before);
        Assert.Matches("^[0-9a-f]{64}$", before);

        File.AppendAllText(content.PathOf("dialogs/facts.yaml"), "\n");
        var after = Read(dialogs).Hash();
        Assert.NotEqual(before, after);

        File.Move(content.PathOf("dialogs/facts.yaml"), content.PathOf("dialogs/values.yaml"));
        Assert.NotEqual(after, Read(dialogs).Hash());
    }

    [Fact]
    public void Test_vectors_and_other_files_are_no_part_of_it()
    {
        using var content = new ContentCopy();
        var before = Read(content.PathOf("dialogs")).Hash();

        File.WriteAllText(content.PathOf("dialogs/topics/passport.test.yaml"), "say: паспорт\n");
        File.WriteAllText(content.PathOf("dialogs/notes.md"), "note");

        Assert.Equal(before, Read(content.PathOf("dialogs")).Hash());
    }

    [Fact]
    public void A_byte_order_mark_is_no_part_of_the_text()
    {
        using var content = new ContentCopy();
        var before = Read(content.PathOf("dialogs")).Hash();
        var facts = File.ReadAllBytes(content.PathOf("dialogs/facts.yaml"));

        File.WriteAllBytes(content.PathOf("dialogs/facts.yaml"), [0xEF, 0xBB, 0xBF, .. facts]);

        Assert.Equal(before, Read(content.PathOf("dialogs")).Hash());
    }

    [Fact]
    public void Any_text_survives_the_canonical_form() =>
        Gen.String.Where(text => text.All(c => !char.IsSurrogate(c))).Array[1, 5].Sample(texts =>
        {
            var folder = Directory.CreateTempSubdirectory("consultbot-files-").FullName;
            try
            {
                for (var i = 0; i < texts.Length; i++)
                    File.WriteAllText(Path.Combine(folder, $"{i}.yaml"), texts[i]);

                var files = Read(folder);
                return SourceFiles.FromBytes(files.ToBytes()).Texts.SequenceEqual(files.Texts);
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }, iter: 30);

    [Fact]
    public void A_folder_that_is_not_there_is_named()
    {
        var problems = new List<Problem>();

        Assert.Null(SourceFiles.FromFolder("/nowhere/dialogs", problems));
        Assert.Equal(
            "/nowhere/dialogs:0:0: error folder-missing: There is no such folder or file. Name an existing one in the settings or on the command line.",
            Assert.Single(problems).ToString());
    }

    private static SourceFiles Read(string folder)
    {
        var problems = new List<Problem>();
        var files = SourceFiles.FromFolder(folder, problems);
        Assert.Empty(problems);
        return files!;
    }
}
