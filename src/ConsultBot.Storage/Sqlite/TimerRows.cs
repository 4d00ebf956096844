using ConsultBot.Domain.Conversations;

namespace ConsultBot.Storage.Sqlite;

/// <summary>The rows of timers.</summary>
internal sealed class TimerRows(SqliteWriter writer)
{
    private readonly Statement _set = writer.Prepare("""
        INSERT INTO timer (conversation, kind, subject, due_at) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT (conversation, kind, subject) DO UPDATE SET due_at = ?4
        """);

    private readonly Statement _delete = writer.Prepare("DELETE FROM timer WHERE conversation = ?1 AND kind = ?2 AND subject = ?3");

    private readonly Statement _next = writer.Prepare("SELECT min(due_at) FROM timer");

    private readonly Statement _due = writer.Prepare(
        "SELECT conversation, kind, subject, due_at FROM timer WHERE due_at <= ?1 ORDER BY due_at LIMIT ?2");

    private long? _nextDue;
    private bool _changed = true;

    /// <summary>Unix milliseconds of the first timer; null when there is none.</summary>
    public long? NextDue
    {
        get
        {
            if (_changed)
            {
                _nextDue = _next.Scalar();
                _changed = false;
            }

            return _nextDue;
        }
    }

    /// <summary>What was known may not be on the disk any more.</summary>
    public void Forget() => _changed = true;

    public void Change(long conversation, TimerChange change)
    {
        _changed = true;
        if (change.At is { } at)
            _set.Bind(1, conversation).Bind(2, (int)change.Kind).Bind(3, change.Subject).Bind(4, at.ToUnixTimeMilliseconds()).Execute();
        else
            _delete.Bind(1, conversation).Bind(2, (int)change.Kind).Bind(3, change.Subject).Execute();
    }

    /// <summary>Takes out what is due, the earliest first.</summary>
    public List<DueTimer> TakeDue(long now, int limit)
    {
        var due = new List<DueTimer>();
        try
        {
            _due.Bind(1, now).Bind(2, limit);
            while (_due.Step())
                due.Add(new DueTimer(_due.Long(0), (TimerKind)_due.Int(1), _due.Text(2), _due.Long(3)));
        }
        finally
        {
            _due.Reset();
        }

        foreach (var timer in due)
            Change(timer.Conversation, new TimerChange(timer.Kind, timer.Subject, null));

        return due;
    }
}

internal readonly record struct DueTimer(long Conversation, TimerKind Kind, string Subject, long DueAt);
