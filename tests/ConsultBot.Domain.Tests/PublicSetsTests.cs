using ConsultBot.Application.Evaluations;

namespace ConsultBot.Domain.Tests;

/// <summary>The goals that the matcher reaches on public sets; docs/answers.md has all of them.</summary>
public class PublicSetsTests
{
    private const string Variable = "TEST_SHARED";

    [Fact]
    public void Kazakh_intents_are_found_clean_and_as_typed()
    {
        var clean = Kazakh(null);
        Assert.True(clean >= 0.93, $"clean {clean:P1}");
        foreach (var form in new[] { "plain", "noletters", "latin", "layout", "typos", "mix", "wild" })
        {
            var noised = Kazakh(form);
            Assert.True(noised >= clean - 0.03, $"{form} {noised:P1}, clean {clean:P1}");
        }

        static double Kazakh(string? form) =>
            Evaluator.OnFolds(File("xsid-kk/val.tsv"), 5, form is null ? null : File($"xsid-kk/val.{form}.tsv"), titles: true).Accuracy;
    }

    [Fact]
    public void Kazakh_texts_find_their_subject()
    {
        var report = Evaluator.OnFiles(File("sib200-kk/train.tsv"), null, File("sib200-kk/test.tsv"), null, titles: true);

        Assert.True(report.Accuracy >= 0.75, $"{report.Accuracy:P1}");
    }

    [Fact]
    public void Ten_phrasings_an_entry_are_enough()
    {
        var report = Evaluator.OnFiles(File("banking77/train_10shot.tsv"), null, File("banking77/test.tsv"), null, titles: true);

        Assert.True(report.Accuracy >= 0.775, $"{report.Accuracy:P1}");
    }

    private static string File(string name)
    {
        var folder = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipWhen(string.IsNullOrEmpty(folder), $"{Variable} is not set: it names the folder that holds faq/ with the public sets.");
        return Path.Combine(folder, "faq", name);
    }
}
