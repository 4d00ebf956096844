namespace ConsultBot.Storage.Sqlite;

/// <summary>Gives ids out. Kept in memory and written once a batch.</summary>
internal sealed class HighWater(SqliteWriter writer)
{
    private readonly Statement _read = writer.Prepare("SELECT conversation, citizen_key, input, journal, item FROM high_water");

    private readonly Statement _write = writer.Prepare(
        "UPDATE high_water SET conversation = ?1, citizen_key = ?2, input = ?3, journal = ?4, item = ?5");

    private long _conversation;
    private long _key;
    private long _input;
    private long _journal;
    private long _item;
    private bool _changed;

    public void Load()
    {
        try
        {
            _read.Step();
            (_conversation, _key, _input, _journal, _item) = (_read.Long(0), _read.Long(1), _read.Long(2), _read.Long(3), _read.Long(4));
            _changed = false;
        }
        finally
        {
            _read.Reset();
        }
    }

    public long NextConversation() => Next(ref _conversation);

    public long NextKey() => Next(ref _key);

    public long NextInput() => Next(ref _input);

    public long NextJournal() => Next(ref _journal);

    public long NextItem() => Next(ref _item);

    /// <summary>How far everything has come.</summary>
    public CommitMark Mark(NumberSeries numbers) => new(_conversation, _key, _input, _journal, _item, numbers.Year, numbers.Last);

    public void Save()
    {
        if (!_changed)
            return;

        _write.Bind(1, _conversation).Bind(2, _key).Bind(3, _input).Bind(4, _journal).Bind(5, _item).Execute();
        _changed = false;
    }

    private long Next(ref long id)
    {
        _changed = true;
        return ++id;
    }
}
