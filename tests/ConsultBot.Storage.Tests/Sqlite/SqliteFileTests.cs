using System.Text;
using ConsultBot.Application.Ports;
using ConsultBot.Domain.Conversations;
using ConsultBot.Domain.Journals;
using ConsultBot.Storage.Sqlite;
using ConsultBot.Storage.Tests.Conformance;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ConsultBot.Storage.Tests.Sqlite;

/// <summary>What holds of the file itself.</summary>
public sealed class SqliteFileTests : IDisposable
{
    private readonly TempDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public void A_second_store_on_the_file_is_refused_until_the_first_is_closed()
    {
        var first = _database.Open();

        var refused = Assert.Throws<StoreUnavailableException>(() => _database.Open());
        Assert.Contains("another ConsultBot", refused.Message, StringComparison.Ordinal);

        first.Dispose();
        _database.Open().Dispose();
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused_and_left_alone()
    {
        var text = string.Concat(Enumerable.Repeat("this is a letter, not a database. ", 200));
        File.WriteAllText(_database.Path, text);

        var refused = Assert.Throws<StoreUnavailableException>(() => _database.Open());

        Assert.Contains(_database.Path, refused.Message, StringComparison.Ordinal);
        Assert.Contains("no SQLite database", refused.Message, StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(_database.Path));
    }

    [Fact]
    public void Another_programs_database_is_refused()
    {
        using (var connection = _database.Connect())
            connection.Execute("CREATE TABLE theirs (id INTEGER)");

        Assert.Contains(
            "another program", Assert.Throws<StoreUnavailableException>(() => _database.Open()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_database_of_a_newer_version_is_refused()
    {
        _database.Open().Dispose();
        using (var connection = _database.Connect())
            connection.Execute("PRAGMA user_version = 1000");

        Assert.Contains(
            "newer version", Assert.Throws<StoreUnavailableException>(() => _database.Open()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_named()
    {
        File.WriteAllText(_database.Path, "");
        var file = new SqliteFile(new StorageOptions { Path = Path.Combine(_database.Path, "below", "consultbot.db") });

        var refused = Assert.Throws<StoreUnavailableException>(() => new SqliteWriter(file));

        Assert.Contains("folder cannot be written", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reading_a_database_that_is_not_there_says_so() =>
        await Assert.ThrowsAsync<StoreUnavailableException>(() => _database.Reader.Open(TestContext.Current.CancellationToken));

    [Fact]
    public void A_clean_stop_leaves_no_log_behind()
    {
        var store = _database.Open();
        store.Run(Sample.Work([Sample.Input(1, "a")]), Sample.Echoed);
        Assert.True(new FileInfo(_database.Path + "-wal").Length > 0);

        store.Dispose();

        Assert.False(File.Exists(_database.Path + "-wal") && new FileInfo(_database.Path + "-wal").Length > 0);
    }

    [Fact]
    public void A_large_log_is_brought_back_while_turns_go_on()
    {
        using var store = _database.Open();
        var words = new string('w', 20_000);
        for (var i = 0; i < 40; i++)
            store.Run(Sample.Work(Enumerable.Range(0, 40).Select(j => Sample.Input(j, $"{i}-{j}", words)).ToArray()), Sample.Echoed);

        // Without a checkpoint the log would hold all that was written, some 130 MB.
        Assert.True(new FileInfo(_database.Path).Length > 20_000_000);
        Assert.True(new FileInfo(_database.Path + "-wal").Length < 80_000_000);
    }

    [Fact]
    public void A_full_disk_stops_the_store_and_room_lets_it_go_on()
    {
        using var store = _database.Open(out var writer);
        store.Run(Sample.Work([Sample.Input(1, "a", "one")]), Sample.Echoed);
        var pages = writer.Prepare("PRAGMA page_count").Scalar()!.Value;
        writer.Prepare($"PRAGMA max_page_count = {pages + 2}").Scalar();
        var large = Sample.Work([Sample.Input(1, "b", new string('w', 50_000)), Sample.Input(2, "c", "two")]);

        var full = Assert.Throws<StoreUnavailableException>(() => store.Run(large, Sample.Echoed));
        Assert.Contains("disk is full", full.Message, StringComparison.Ordinal);
        Assert.Throws<StoreUnavailableException>(() => store.Run(large, Sample.Echoed));

        writer.Prepare("PRAGMA max_page_count = 1000000").Scalar();
        var again = store.Run(large, Sample.Echoed);
        Assert.Equal([false, false], again.Accepted.Select(input => input.Duplicate));
        Assert.Equal(2, again.Turns.Count);
        Assert.Equal(2, again.Turns.Single(turn => turn.Address == Sample.Citizen(1)).Turn.State.Turns);
    }

    [Fact]
    public void The_hash_chain_of_each_conversation_verifies_and_a_flipped_byte_breaks_it()
    {
        using (var store = _database.Open())
        {
            for (var i = 0; i < 5; i++)
                store.Run(Sample.Work([Sample.Input(1, $"a{i}"), Sample.Input(2, $"b{i}")]), Sample.Echoed);
        }

        using var connection = _database.Connect();
        Assert.Equal(0, BrokenEntries(connection));

        var content = connection.QuerySingle<byte[]>("SELECT content FROM journal WHERE conversation = 1 AND sequence = 3");
        content[10] ^= 1;
        connection.Execute("UPDATE journal SET content = @content WHERE conversation = 1 AND sequence = 3", new { content });
        Assert.Equal(1, BrokenEntries(connection));
    }

    [Fact]
    public void An_entry_decrypts_to_its_record_with_the_citizens_key()
    {
        using (var store = _database.Open())
            store.Run(Sample.Work([Sample.Input(1, "a", "words of mine")]), Sample.Echoed);

        using var connection = _database.Connect();
        var (content, key) = connection.QuerySingle<(byte[] Content, byte[] Key)>(
            "SELECT j.content, k.key FROM journal j JOIN citizen_key k ON k.id = j.key_id");

        Assert.Equal(-1, content.AsSpan().IndexOf("words of mine"u8));
        Assert.Equal("words of mine", JsonForm.ReadRecord(Application.Privacy.JournalCipher.Decrypt(key, 1, content)).Messages[0].Body);
    }

    [Fact]
    public void An_erased_citizens_words_are_in_the_file_no_more_and_the_chain_still_verifies()
    {
        const string Secret = "құпия-secret-4711";
        using (var store = _database.Open())
        {
            store.Run(Sample.Work([Sample.Input(1, "a", Secret), Sample.Input(2, "x", "other citizen")]), claim => Sample.Commit(
                claim, Sample.Echo(claim) with { Consultations = [Sample.Consultation($"K-2026-00000{claim.Conversation}", Sample.Text(claim.Input))] },
                DeliveryPlan.Wait));
            var sent = store.Run(Sample.Work([Sample.Input(1, "b", Secret)]), Sample.Echoed).Turns[0].Items[0].Id;
            store.Run(Sample.Work(settlements: [new Settlement(sent, OutboxState.Sent, "m", null, 0, Sample.Now)]), Sample.Echoed);
            Assert.True(FilesHold(Secret));
            store.Run(Sample.Work([Sample.Input(1, "c", Secret)]), claim => Sample.Commit(
                claim, new Turn { State = new ConversationState(), Messages = [Sample.Message("done")], Erase = true }, DeliveryPlan.Wait));
        }

        using var connection = _database.Connect();
        connection.Execute("VACUUM; PRAGMA wal_checkpoint(TRUNCATE)");
        Assert.False(FilesHold(Secret));
        Assert.True(FilesHold("other citizen"));
        Assert.Equal(0, BrokenEntries(connection));
        Assert.Equal(1, connection.ExecuteScalar<long>("SELECT count(*) FROM citizen_key WHERE key IS NULL AND destroyed_at IS NOT NULL"));
    }

    [Fact]
    public void The_key_that_a_conversation_goes_on_with_is_a_new_one()
    {
        using var store = _database.Open();
        store.Run(Sample.Work([Sample.Input(1, "a")]), Sample.Echoed);
        using var connection = _database.Connect();
        var old = connection.QuerySingle<byte[]>("SELECT key FROM citizen_key");

        store.Run(Sample.Work([Sample.Input(1, "b")]), claim => Sample.Commit(claim, Sample.Echo(claim) with { Erase = true }));
        store.Run(Sample.Work([Sample.Input(1, "c")]), Sample.Echoed);

        Assert.Equal([1L, 1L, 2L], connection.Query<long>("SELECT key_id FROM journal ORDER BY sequence"));
        var fresh = connection.QuerySingle<byte[]>("SELECT key FROM citizen_key WHERE key IS NOT NULL");
        Assert.Equal(32, fresh.Length);
        Assert.NotEqual(old, fresh);
    }

    [Fact]
    public void A_parked_input_keeps_its_bytes_and_its_reason()
    {
        using (var store = _database.Open())
            store.Run(Sample.Work([Sample.Input(1, "a", "poison")]), claim => Sample.Commit(claim, Sample.Echo(claim), parked: "no JSON"));

        using var connection = _database.Connect();
        var (bytes, parked) = connection.QuerySingle<(byte[] Bytes, string Parked)>("SELECT bytes, parked FROM inbox WHERE handled IS NOT NULL");
        Assert.Equal("poison", Encoding.UTF8.GetString(bytes));
        Assert.Equal("no JSON", parked);
    }

    [Fact]
    public async Task A_long_transcript_is_read_from_any_place()
    {
        using var store = _database.Open();
        for (var i = 1; i <= 150; i++)
            store.Run(Sample.Work([Sample.Input(1, $"a{i}", $"{i}"), Sample.Input(2, $"b{i}", "other")]), Sample.Echoed);

        foreach (var (after, limit) in new[] { (0, 200), (0, 1), (0, 40), (31, 1), (32, 32), (63, 2), (100, 30), (120, 200), (149, 5), (150, 5) })
        {
            var transcript = await _database.Reader.Transcript(1, after, limit, TestContext.Current.CancellationToken);
            Assert.Equal(Enumerable.Range(after + 1, Math.Min(limit, 150 - after)).Select(i => $"{i}"), transcript.Select(turn => turn.Record!.Messages[0].Body));
        }
    }

    private bool FilesHold(string text) => Directory.EnumerateFiles(Path.GetDirectoryName(_database.Path)!)
        .Where(file => !file.EndsWith(".lock", StringComparison.Ordinal))
        .Any(file => Bytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0);

    private static byte[] Bytes(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static int BrokenEntries(SqliteConnection connection)
    {
        var broken = 0;
        var previous = new Dictionary<long, byte[]>();
        foreach (var row in connection.Query(
            "SELECT id, conversation, previous, sequence, at, key_id AS key, input, first_item, items, hash, content FROM journal ORDER BY id"))
        {
            var header = new EntryHeader(row.id, row.conversation, row.previous, row.sequence, row.at, row.key, row.input, row.first_item, row.items);
            var before = previous.GetValueOrDefault(header.Conversation) ?? HashChain.Start.ToArray();
            var (hash, content) = ((byte[])row.hash, (byte[])row.content);
            if (!HashChain.Next(before, header, content).AsSpan().SequenceEqual(hash))
                broken++;

            previous[header.Conversation] = hash;
        }

        Assert.NotEmpty(previous);
        return broken;
    }
}
