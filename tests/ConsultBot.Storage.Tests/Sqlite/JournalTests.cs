using System.Diagnostics;
using System.Text;
using ConsultBot.Application.Journals;
using ConsultBot.Application.Ports;
using ConsultBot.Domain.Journals;
using ConsultBot.Storage.Sqlite;
using ConsultBot.Storage.Tests.Conformance;
using ConsultBot.Testing;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ConsultBot.Storage.Tests.Sqlite;

/// <summary>The journal on a real file: sealed, checked by the desk and by an auditor's own script.</summary>
public sealed class JournalTests : IDisposable
{
    private const int Entries = 10_000;
    private const int Citizens = 700;
    private const int EntriesOfABlock = 250;
    private const int Cases = 100;

    private static readonly string[] _columns = ["id", "conversation", "previous", "sequence", "at", "key_id", "input", "first_item", "items", "hash", "content"];

    private readonly TempDatabase _database = new();

    public void Dispose() => _database.Dispose();

    private SqliteJournal Reader => new(_database.File, () => throw new InvalidOperationException("A check writes nothing."));

    private VerifiedJournal Verify(long since = 0, params string[] anchors) => JournalVerification.Run(Reader, since, anchors);

    [Fact]
    public void A_journal_holds_in_every_state_and_from_any_entry_on()
    {
        using (var store = _database.Open(out var writer))
        {
            var journal = new SqliteJournal(_database.File, () => writer);
            Assert.Null(journal.Seal(Sample.Now));
            Assert.True(Verify().Ok);
            Write(store, journal, 600, sealUpTo: 500);
            var verified = Verify();
            Assert.Equal((true, 602, 2), (verified.Ok, verified.Entries, verified.Blocks));
        }

        foreach (var since in new long[] { 1, 249, 250, 251, 500, 501, 600, 700 })
        {
            var verified = Verify(since);
            Assert.True(verified.Ok, $"since {since}: {verified.FirstBroken}");
        }

        Assert.Equal(100, Verify(since: 501).Entries);
    }

    [Fact]
    public void What_is_sealed_goes_on_after_a_restart()
    {
        for (var run = 0; run < 3; run++)
        {
            using var store = _database.Open(out var writer);
            var journal = new SqliteJournal(_database.File, () => writer);
            store.Run(Sample.Work([Sample.Input(1, $"r{run}")]), Sample.Echoed);
            Assert.Equal(run + 1, journal.Seal(Sample.Now.AddSeconds(run))!.Number);
        }

        Assert.Equal((true, 3, 3), (Verify().Ok, Verify().Entries, Verify().Blocks));
    }

    [Fact]
    public async Task A_day_ends_with_one_anchor_in_the_database_and_in_a_file()
    {
        using var store = _database.Open(out var writer);
        var journal = new SqliteJournal(_database.File, () => writer);
        var midnight = new DateTimeOffset(2026, 3, 3, 0, 0, 0, TimeSpan.FromHours(5));
        Assert.Null(journal.PublishAnchor(new DateOnly(2026, 3, 2), midnight, midnight));
        store.Run(Sample.Work([Sample.Input(1, "a")]), Sample.Echoed);
        var block = journal.Seal(midnight.AddSeconds(-1))!;
        store.Run(Sample.Work([Sample.Input(1, "b")]), Sample.Echoed);
        journal.Seal(midnight.AddSeconds(4));

        var anchor = journal.PublishAnchor(new DateOnly(2026, 3, 2), midnight, midnight.AddSeconds(5))!;

        Assert.Equal((block.Number, Convert.ToHexStringLower(block.Hash)), (anchor.Block, anchor.Hex));
        Assert.Null(journal.PublishAnchor(new DateOnly(2026, 3, 2), midnight, midnight.AddSeconds(6)));
        Assert.Equal(anchor.Hex, Assert.Single(await journal.Anchors(10, TestContext.Current.CancellationToken)).Hex);
        Assert.Equal($"2026-03-02 block 1 sha256 {anchor.Hex}\n", await File.ReadAllTextAsync(SqliteJournal.AnchorFile(_database.Path), TestContext.Current.CancellationToken));
        Assert.True(Verify(0, anchor.Hex).Ok);
        Assert.Equal("anchor", Verify(0, new string('0', 64)).FirstBroken!.Kind);
    }

    [Fact]
    public async Task A_hundred_tamperings_are_found_by_the_check_and_by_an_auditors_own_script()
    {
        var python = Needs.Program("python3", "python3");
        using (var store = _database.Open(out var writer))
            Write(store, new SqliteJournal(_database.File, () => writer), Entries, sealUpTo: Entries - 100);

        Assert.True(Verify().Ok);
        using var auditor = Start(python, "-");
        Assert.Equal($"holds: {Entries + 40} entries, 40 blocks", await Ask(auditor));

        using var tool = _database.Connect();
        tool.Execute("PRAGMA synchronous = OFF");
        var random = new Random(9);
        for (var i = 0; i < Cases; i++)
        {
            var (what, undo) = Tamper(tool, random, i);
            var audit = Ask(auditor);
            var found = Verify();
            var words = await audit;
            undo();

            Assert.False(found.Ok, $"verify passed over {what}");
            Assert.True(words.StartsWith("broken: ", StringComparison.Ordinal), $"the script passed over {what}: {words}");
            if (i % 10 == 0)
                Assert.True(Verify().Ok, $"{what} was not undone: {Verify().FirstBroken}");
        }

        auditor.StandardInput.Close();
        await auditor.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_cut_that_takes_the_blocks_and_the_ends_with_it_is_found_by_a_published_anchor_alone()
    {
        var python = Needs.Program("python3", "python3");
        string anchor;
        using (var store = _database.Open(out var writer))
        {
            var journal = new SqliteJournal(_database.File, () => writer);
            Write(store, journal, 1_000, sealUpTo: 1_000);
            anchor = journal.PublishAnchor(new DateOnly(2026, 3, 2), Sample.Now.AddDays(1), Sample.Now)!.Hex;
        }

        using (var tool = _database.Connect())
        {
            tool.Execute("DELETE FROM journal WHERE id > 750");
            Assert.False(Verify().Ok);
            tool.Execute("DELETE FROM block WHERE last_entry > 750");
            Assert.False(Verify().Ok);
            tool.Execute("""
                DELETE FROM desk_journal WHERE id > (SELECT last_desk_entry FROM block ORDER BY number DESC LIMIT 1);
                DELETE FROM recent_state;
                UPDATE conversation SET latest = 0, sequence = 0;
                UPDATE conversation SET (latest, sequence, hash) = (SELECT id, sequence, hash FROM journal j WHERE j.conversation = conversation.id ORDER BY id DESC LIMIT 1)
                    WHERE id IN (SELECT conversation FROM journal);
                DELETE FROM anchor;
                """);
        }

        Assert.True(Verify().Ok, "whoever rewrites everything leaves a shorter journal that holds: hence the anchors");
        Assert.Equal("anchor", Verify(0, anchor).FirstBroken!.Kind);
        Assert.Equal(1, (await Audit(python, anchor)).Exit);
        Assert.Equal(0, (await Audit(python)).Exit);
    }

    [Fact]
    public void An_erased_citizens_words_are_nowhere_in_the_file_and_the_journal_holds()
    {
        const string Secret = "Құпия сөзім: алма ағашы";
        string[] files;
        using (var store = _database.Open(out var writer))
        {
            var journal = new SqliteJournal(_database.File, () => writer);
            for (var i = 0; i < 300; i++)
            {
                store.Run(Sample.Work([Sample.Input(1, $"k{i}", $"{Secret} {i}"), Sample.Input(2, $"o{i}", "басқа адам")]), claim => Sample.Commit(claim, Sample.Echo(claim) with
                {
                    Consultations = claim.Input.Key == "k7" ? [Sample.Consultation("K-2026-000007", Secret)] : [],
                }, DeliveryPlan.Wait));
                if (i % 50 == 0)
                    journal.Seal(Sample.Now);
            }

            Assert.True(Holds(Secret));
            store.Run(Sample.Work([Sample.Input(1, "erase", Secret)]), claim => Sample.Commit(claim, new Domain.Conversations.Turn
            {
                State = Domain.Conversations.ConversationState.New with { Turns = claim.State.Turns + 1 },
                Messages = [Sample.Message("Өшірілді")],
                Erase = true,
            }));
            journal.Seal(Sample.Now);
        }

        using (var tool = _database.Connect())
            tool.Execute("VACUUM; PRAGMA wal_checkpoint(TRUNCATE);");

        files = Directory.GetFiles(Path.GetDirectoryName(_database.Path)!);
        Assert.NotEmpty(files);
        Assert.False(Holds(Secret));
        Assert.True(Holds("басқа адам"), "the search itself finds what is there: another citizen's words that wait");
        Assert.True(Verify().Ok, Verify().FirstBroken?.ToString());
    }

    private bool Holds(string text) => Directory.GetFiles(Path.GetDirectoryName(_database.Path)!)
        .Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)).Any(file =>
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;
        });

    private static void Write(SqliteTurnStore store, SqliteJournal journal, int entries, int sealUpTo)
    {
        var random = new Random(entries);
        for (var at = 0; at < entries; at += 50)
        {
            store.Run(Sample.Work([.. Enumerable.Range(at, Math.Min(50, entries - at)).Select(i => Sample.Input(random.Next(Citizens), $"k{i}", $"w{i}"))]), Sample.Echoed);
            if ((at + 50) % EntriesOfABlock != 0 || at + 50 > sealUpTo)
                continue;

            journal.Append([new DeskEvent(DeskEvents.TalkRead, "account", "person", $"K-{at}")], Sample.Now);
            journal.Seal(Sample.Now.AddSeconds(at));
        }

        if (sealUpTo % EntriesOfABlock != 0)
        {
            journal.Append([new DeskEvent(DeskEvents.Invited, "account")], Sample.Now);
            journal.Seal(Sample.Now.AddHours(9));
        }
    }

    // One fault of one kind at one seeded entry, and how to undo it.
    private static (string What, Action Undo) Tamper(SqliteConnection tool, Random random, int number)
    {
        var id = random.Next(1, Entries + 1);
        switch (number % 5)
        {
            case 0:
                Change(tool, $"CREATE TEMP TABLE kept AS SELECT * FROM journal WHERE id = {id}; DELETE FROM journal WHERE id = {id}");
                return ($"entry {id} deleted", () => Change(tool, "INSERT INTO journal SELECT * FROM kept; DROP TABLE kept"));
            case 1:
                Change(tool, $"INSERT INTO journal SELECT {Entries + 9}, {string.Join(", ", _columns.Skip(1))} FROM journal WHERE id = {id}");
                return ($"entry {id} doubled", () => Change(tool, $"DELETE FROM journal WHERE id = {Entries + 9}"));
            case 2:
                var other = id == Entries ? 1 : id + 1;
                Swap(tool, id, other);
                return ($"entries {id} and {other} swapped", () => Swap(tool, id, other));
            case 3:
                var cut = random.Next(1, Entries - 99);
                Change(tool, $"CREATE TEMP TABLE kept AS SELECT * FROM journal WHERE id >= {cut}; DELETE FROM journal WHERE id >= {cut}");
                return ($"cut from {cut}", () => Change(tool, "INSERT INTO journal SELECT * FROM kept; DROP TABLE kept"));
            default:
                var column = _columns[random.Next(_columns.Length)];
                if (column == "id")
                {
                    Change(tool, $"UPDATE journal SET id = {Entries + 7} WHERE id = {id}");
                    return ($"id of entry {id}", () => Change(tool, $"UPDATE journal SET id = {id} WHERE id = {Entries + 7}"));
                }

                var before = tool.QuerySingle<object>($"SELECT {column} AS v FROM journal WHERE id = {id}") is IDictionary<string, object> row ? row["v"] : null;
                object after = before is byte[] bytes ? Flipped(bytes, random) : (long)before! ^ (1L << random.Next(40));
                tool.Execute($"UPDATE journal SET {column} = @after WHERE id = {id}", new { after });
                return ($"{column} of entry {id}", () => tool.Execute($"UPDATE journal SET {column} = @before WHERE id = {id}", new { before }));
        }
    }

    private static void Swap(SqliteConnection tool, int one, int other) => Change(
        tool, $"UPDATE journal SET id = -1 WHERE id = {one}; UPDATE journal SET id = {one} WHERE id = {other}; UPDATE journal SET id = {other} WHERE id = -1");

    private static void Change(SqliteConnection tool, string sql) => tool.Execute($"BEGIN; {sql}; COMMIT");

    private static byte[] Flipped(byte[] bytes, Random random)
    {
        var changed = (byte[])bytes.Clone();
        changed[random.Next(changed.Length)] ^= 1;
        return changed;
    }

    private async Task<(int Exit, string Words)> Audit(string python, params string[] anchors)
    {
        using var process = Start(python, [_database.Path, .. anchors]);
        var words = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, words);
    }

    private async Task<string> Ask(Process auditor)
    {
        await auditor.StandardInput.WriteLineAsync(_database.Path);
        await auditor.StandardInput.FlushAsync();
        return await auditor.StandardOutput.ReadLineAsync() ?? "";
    }

    private static Process Start(string python, params string[] arguments)
    {
        var start = new ProcessStartInfo(python) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var argument in arguments.Prepend(Path.Combine(AppContext.BaseDirectory, "audit.py")))
            start.ArgumentList.Add(argument);

        return Process.Start(start)!;
    }
}
