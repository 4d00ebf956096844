using System.Text;
using BenchmarkDotNet.Attributes;
using ConsultBot.Application.Journals;
using ConsultBot.Application.Ports;
using ConsultBot.Application.Privacy;
using ConsultBot.Domain.Conversations;
using ConsultBot.Domain.Conversations.Events;
using ConsultBot.Domain.Journals;
using ConsultBot.Domain.Messages;
using ConsultBot.Domain.Registers;
using ConsultBot.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace ConsultBot.Benchmarks;

/// <summary>What <c>verify</c> costs an entry: a database of entries as long as the shipped pack's answers make them, sealed each thousand.</summary>
[InProcess]
public class JournalVerified
{
    private const int Entries = 200_000;
    private const int EntriesOfABatch = 1_000;
    private const int Citizens = 20_000;

    private readonly string _folder = Directory.CreateTempSubdirectory("consultbot-verify-").FullName;
    private ServiceProvider _services = null!;

    [GlobalSetup]
    public void Write()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Almaty");
        _services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddSingleton(zone).AddSingleton<IChance, SystemChance>()
            .AddStorage(new StorageOptions { Path = Path.Combine(_folder, "consultbot.db") }).BuildServiceProvider();
        var (store, seals) = (_services.GetRequiredService<ITurnStore>(), _services.GetRequiredService<IJournalSeals>());
        var content = ShippedContent.Load();
        var now = new DateTimeOffset(2026, 11, 24, 5, 0, 0, TimeSpan.Zero);
        var signature = content.Register.Sign("id-card", "documents", null, new DateOnly(2026, 11, 24), Language.Kk, SignatureForm.Full);
        var message = new OutboundMessage(MessageKind.Bot, Language.Kk, content.Pack.Topic("id-card")!.Answer!.Kk.Source, signature, [], topic: "id-card");
        for (var at = 0; at < Entries; at += EntriesOfABatch)
        {
            var inputs = Enumerable.Range(at, EntriesOfABatch).Select(i => new RawInput(
                new CitizenAddress("telegram", "bot", $"{i * 7 % Citizens}"), $"{i}", InputSource.Channel, Encoding.UTF8.GetBytes("{}"), now)).ToArray();
            store.Run(new BatchWork(now, EntriesOfABatch, inputs, [], []), claim =>
            {
                var turn = new Turn { State = claim.State with { Turns = claim.State.Turns + 1 }, Messages = [message] };
                var record = new TurnRecord(now, 1, 1, Owner.Bot, new CitizenWrote("жеке куәлігімді жоғалтып алдым"), turn.Messages, [], null, claim.ReservedNumber, "");
                return new Decision.Commit(turn, record, null, [DeliveryPlan.Committed]);
            });
            seals.Seal(now.AddSeconds(at));
        }
    }

    [GlobalCleanup]
    public void Delete()
    {
        _services.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Benchmark(OperationsPerInvoke = Entries)]
    public long Verify()
    {
        var verified = JournalVerification.Run(_services.GetRequiredService<IJournalReader>(), 0, []);
        return verified.Ok ? verified.Entries : throw new InvalidOperationException(verified.FirstBroken?.Reason);
    }
}
