using ConsultBot.Application.Evaluations;

namespace ConsultBot.Application.Tests;

/// <summary>The shipped pack on its question file, language by language, by the way of <c>eval --pack</c>.</summary>
public class QuestionFilesTests
{
    private const int LeastOfTopic = 10;

    [Theory]
    [InlineData("kk")]
    [InlineData("ru")]
    [InlineData("en")]
    public void The_shipped_pack_answers_most_questions_refuses_what_is_not_its_own_and_is_hardly_ever_wrong(string language)
    {
        var report = Evaluator.OnPack(Sample.Untrained(), File(language));

        Assert.True(report.Accuracy >= 0.90, $"best {report.Accuracy:P1}");
        Assert.True(report.Top3 >= 0.97, $"among three {report.Top3:P1}");
        Assert.True(report.Decisions.Outright >= 0.60, $"outright {report.Decisions.Outright:P1}");
        Assert.True(report.Decisions.OosRefused >= 0.85, $"out of scope refused {report.Decisions.OosRefused:P1}");
        Assert.True(report.Decisions.Wrong <= 0.05, $"wrong {report.Decisions.Wrong:P1}");
    }

    [Theory]
    [InlineData("kk")]
    [InlineData("ru")]
    [InlineData("en")]
    public void The_question_file_asks_for_every_topic_and_copies_no_phrasing(string language)
    {
        var rows = System.IO.File.ReadLines(File(language)).Select(line => line.Split('\t')).ToList();
        var topics = Sample.Content.Pack.Data.Topics;
        var phrasings = topics.SelectMany(topic => topic.Phrasings.All).ToHashSet(StringComparer.OrdinalIgnoreCase);

        Assert.Equal([], topics.Select(topic => topic.Id).Where(id => rows.Count(row => row[1] == id) < LeastOfTopic));
        Assert.Equal([], rows.Select(row => row[0]).Where(phrasings.Contains));
    }

    private static string File(string language) => Path.Combine(Sample.Folder, "questions", $"pack.{language}.tsv");
}
