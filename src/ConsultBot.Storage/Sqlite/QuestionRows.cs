using System.Text.Json;
using ConsultBot.Domain.Conversations;

namespace ConsultBot.Storage.Sqlite;

/// <summary>The rows of questions that the pack did not answer.</summary>
internal sealed class QuestionRows(SqliteWriter writer)
{
    private readonly Statement _insert = writer.Prepare("""
        INSERT INTO unanswered_question (journal, ordinal, conversation, at, pack, language, fate, text, candidates, entry)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
        """);

    private readonly Statement _delete = writer.Prepare("DELETE FROM unanswered_question WHERE conversation = ?1");

    public void Insert(long journal, long conversation, int pack, DateTimeOffset at, IReadOnlyList<UnansweredQuestion> questions)
    {
        for (var i = 0; i < questions.Count; i++)
        {
            var question = questions[i];
            _insert.Bind(1, journal).Bind(2, i).Bind(3, conversation).Bind(4, at.ToUnixTimeMilliseconds()).Bind(5, pack)
                .Bind(6, (int)question.Language).Bind(7, (int)question.Fate).Bind(8, question.Text)
                .Bind(9, JsonSerializer.Serialize(question.Candidates, JsonSerializerOptions.Web)).Bind(10, question.Entry).Execute();
        }
    }

    public void Delete(long conversation) => _delete.Bind(1, conversation).Execute();
}
