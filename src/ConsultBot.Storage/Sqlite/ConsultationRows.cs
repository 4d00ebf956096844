using ConsultBot.Domain.Conversations;
using ConsultBot.Domain.Journals;

namespace ConsultBot.Storage.Sqlite;

/// <summary>The rows of consultations: the latest form of each, with columns for the board's questions.</summary>
internal sealed class ConsultationRows(SqliteWriter writer)
{
    private readonly Statement _upsert = writer.Prepare("""
        INSERT INTO consultation (number, conversation, unit, status, urgent, due, queued_at, claimed_at, closed_at, code_hash, data)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
        ON CONFLICT (number) DO UPDATE SET unit = ?3, status = ?4, urgent = ?5, due = ?6, queued_at = ?7, claimed_at = ?8, closed_at = ?9,
            code_hash = ?10, data = ?11
        """);

    private readonly Statement _ofConversation = writer.Prepare("SELECT data FROM consultation WHERE conversation = ?1");

    public void Upsert(long conversation, Consultation consultation) =>
        _upsert.Bind(1, consultation.Number).Bind(2, conversation).Bind(3, consultation.Unit).Bind(4, (int)consultation.Status)
            .Bind(5, consultation.Urgent ? 1 : 0).Bind(6, Milliseconds(consultation.Due)).Bind(7, Milliseconds(consultation.QueuedAt))
            .Bind(8, Milliseconds(consultation.ClaimedAt)).Bind(9, Milliseconds(consultation.ClosedAt)).Bind(10, consultation.CodeHash)
            .Bind(11, JsonForm.Write(consultation)).Execute();

    /// <summary>Takes the citizen's words out of all consultations of a conversation; the figures stay.</summary>
    public void BlankQuestions(long conversation)
    {
        var consultations = new List<Consultation>();
        try
        {
            _ofConversation.Bind(1, conversation);
            while (_ofConversation.Step())
                consultations.Add(JsonForm.ReadConsultation(_ofConversation.Span(0)));
        }
        finally
        {
            _ofConversation.Reset();
        }

        foreach (var consultation in consultations)
            Upsert(conversation, consultation with { Question = "" });
    }

    private static long? Milliseconds(DateTimeOffset? instant) => instant?.ToUnixTimeMilliseconds();
}
