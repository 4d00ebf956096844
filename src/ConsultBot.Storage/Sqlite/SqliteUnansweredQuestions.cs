using System.Text.Json;
using ConsultBot.Application.Ports;
using ConsultBot.Domain.Answers;
using ConsultBot.Domain.Conversations;
using ConsultBot.Domain.Messages;
using Dapper;

namespace ConsultBot.Storage.Sqlite;

/// <summary>Reads the questions that the pack did not answer, on a connection of its own.</summary>
internal sealed class SqliteUnansweredQuestions(SqliteFile file) : IUnansweredQuestions
{
    private const string Latest = """
        SELECT journal AS Journal, at AS At, pack AS Pack, language AS Language, fate AS Fate, text AS Text, candidates AS Candidates, entry AS Entry
        FROM unanswered_question WHERE at >= @since ORDER BY at DESC, journal DESC, ordinal LIMIT @most
        """;

    public async Task<IReadOnlyList<KeptQuestion>> Read(DateTimeOffset since, int most, CancellationToken cancellationToken)
    {
        await using var connection = file.OpenToRead();
        var rows = await connection.QueryAsync<Row>(
            new CommandDefinition(Latest, new { since = since.ToUnixTimeMilliseconds(), most }, cancellationToken: cancellationToken));
        return [.. rows.Select(row => new KeptQuestion(row.Journal, DateTimeOffset.FromUnixTimeMilliseconds(row.At), (int)row.Pack, Question(row)))];
    }

    private static UnansweredQuestion Question(Row row) => new(
        row.Text, (Language)row.Language, (QuestionFate)row.Fate,
        JsonSerializer.Deserialize<IReadOnlyList<Candidate>>(row.Candidates, JsonSerializerOptions.Web) ?? [], row.Entry);

    private sealed record Row(long Journal, long At, long Pack, long Language, long Fate, string Text, string Candidates, string? Entry);
}
