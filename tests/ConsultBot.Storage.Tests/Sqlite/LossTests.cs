using System.Text;
using ConsultBot.Application.Ports;
using ConsultBot.Domain.Journals;
using ConsultBot.Storage.Sqlite;
using ConsultBot.Storage.Tests.Conformance;
using Dapper;

namespace ConsultBot.Storage.Tests.Sqlite;

/// <summary>A database that lost commits is known by the note beside it.</summary>
public sealed class LossTests : IDisposable
{
    private const int WalHeader = 32;

    private readonly TempDatabase _database = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("consultbot-loss-").FullName;

    private string Copy => Path.Combine(_folder, "desk.db");

    public void Dispose()
    {
        _database.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void A_killed_database_whose_log_is_whole_has_lost_nothing()
    {
        Killed();

        using var store = Open(acceptLoss: false);

        Assert.Equal(4, Turns(store, "next"));
    }

    [Theory]
    [InlineData("cut", 3)]
    [InlineData("flipped", 3)]
    [InlineData("empty", 1)]
    [InlineData("gone", 1)]
    public void A_torn_log_stops_the_start_and_is_named_with_what_is_missing_and_a_way_out(string fault, int firstLost)
    {
        Killed();
        Tear(fault);

        var error = Assert.Throws<StoreUnavailableException>(() => Open(acceptLoss: false));

        Assert.Contains($"turns {firstLost} to 3", error.Message, StringComparison.Ordinal);
        Assert.Contains("-wal", error.Message, StringComparison.Ordinal);
        Assert.Contains("--accept-loss", error.Message, StringComparison.Ordinal);

        // And again: a refusal changes nothing.
        Assert.Equal(error.Message, Assert.Throws<StoreUnavailableException>(() => Open(acceptLoss: false)).Message);
    }

    [Fact]
    public void An_older_copy_put_in_its_place_is_refused()
    {
        using (var store = _database.Open())
            Turns(store, "one");

        File.Copy(_database.Path, Copy);
        using (var store = _database.Open())
            Turns(store, "two");

        File.Copy(_database.Path + "-note", Copy + "-note");

        Assert.Contains("turns 2 to 2", Assert.Throws<StoreUnavailableException>(() => Open(acceptLoss: false)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Accepted_loss_is_journaled_and_nothing_that_was_given_out_is_given_again()
    {
        Killed();
        Tear("cut");

        using (var store = Open(acceptLoss: true))
        {
            var turn = store.Run(Sample.Work([Sample.Input(1, "after")]), claim =>
            {
                Assert.Equal("K-2026-000004", claim.ReservedNumber);
                return Sample.Echoed(claim);
            }).Turns[0];
            Assert.Equal((4, 4, 4), (turn.InputId, turn.JournalId, turn.Items[0].Id));
        }

        using (Open(acceptLoss: false))
        {
            using var connection = new SqliteFile(new StorageOptions { Path = Copy }).OpenToRead();
            var (at, hash, content) = connection.QuerySingle<(long, byte[], byte[])>("SELECT at, hash, content FROM desk_journal");
            Assert.Contains("turns 3 to 3", Encoding.UTF8.GetString(content), StringComparison.Ordinal);
            Assert.Equal(HashChain.Next(HashChain.Start, EntryHeader.OfDesk(1, at), content), hash);
        }
    }

    [Fact]
    public void A_note_that_is_older_missing_or_unreadable_stops_nobody()
    {
        using (var store = _database.Open())
            Turns(store, "one");

        var note = File.ReadAllBytes(_database.Path + "-note");
        using (var store = _database.Open())
            Turns(store, "two");

        File.WriteAllBytes(_database.Path + "-note", note);
        using (_database.Open())
        {
        }

        note[20] ^= 1;
        File.WriteAllBytes(_database.Path + "-note", note);
        using (_database.Open())
        {
        }

        File.Delete(_database.Path + "-note");
        using var last = _database.Open();
        Assert.Equal(3, Turns(last, "three"));
    }

    [Fact]
    public void A_disk_that_turns_read_only_stops_the_store_and_lets_it_go_on_when_it_can_be_written_again()
    {
        using var store = _database.Open(out var writer);
        Turns(store, "one");
        writer.Prepare("PRAGMA query_only = 1").Execute();

        var error = Assert.Throws<StoreUnavailableException>(() => Turns(store, "two"));
        Assert.Contains("cannot be written", error.Message, StringComparison.Ordinal);

        writer.Prepare("PRAGMA query_only = 0").Execute();
        Assert.Equal(2, Turns(store, "two"));
    }

    // A process that took three inputs, gave a number with each, and was killed.
    private void Killed()
    {
        using var store = _database.Open();
        foreach (var text in new[] { "one", "two", "three" })
            Turns(store, text);

        foreach (var end in new[] { "", "-wal", "-note" })
            File.Copy(_database.Path + end, Copy + end);
    }

    private void Tear(string fault)
    {
        var wal = Copy + "-wal";
        var bytes = File.ReadAllBytes(wal);
        switch (fault)
        {
            case "cut":
                File.WriteAllBytes(wal, bytes[..^100]);
                break;
            case "empty":
                File.WriteAllBytes(wal, bytes[..WalHeader]);
                break;
            case "gone":
                File.Delete(wal);
                break;
            default:
                bytes[^2000] ^= 1;
                File.WriteAllBytes(wal, bytes);
                break;
        }
    }

    private SqliteTurnStore Open(bool acceptLoss) =>
        new(new SqliteWriter(new SqliteFile(new StorageOptions { Path = Copy, AcceptLoss = acceptLoss })), new Seed(), TempDatabase.Almaty);

    // Commits one input as a turn that takes a number; returns how many turns the conversation has.
    private static int Turns(SqliteTurnStore store, string key) =>
        store.Run(Sample.Work([Sample.Input(1, key)]), claim => Sample.Commit(claim, Sample.Echo(claim) with { NumberUsed = true })).Turns[0].Turn.State.Turns;
}
