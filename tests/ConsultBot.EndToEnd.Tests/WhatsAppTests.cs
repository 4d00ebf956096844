using System.Text.RegularExpressions;
using ConsultBot.Application.Consultations;
using ConsultBot.Application.Ports;
using ConsultBot.Domain.Conversations;
using ConsultBot.Domain.Messages;
using Microsoft.Extensions.DependencyInjection;

namespace ConsultBot.EndToEnd.Tests;

public sealed partial class WhatsAppTests
{
    private const string Official = "Мысалов Қуаныш";

    private static readonly string[] _stops = ["STOP", "ТОҚТА", "СТОП", "unsubscribe", "STOPALL"];

    private static readonly DeskAccount _officer = new("officer", "jobalinova", ["*"], SeesAll: true);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_question_is_answered_once_and_signed_however_often_it_comes()
    {
        await using var twilio = await FakeTwilio.Start();
        await using var desk = await RunningDesk.Start(RunningDesk.Opening, twilio.Settings);
        var codes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => twilio.Write(desk, "жеке куалигимди жогалтып алдым", "SM1")));
        await Until(() => twilio.Sent.Count > 0);

        Assert.All(codes, code => Assert.Equal(200, code));
        await Task.Delay(300, Stop);
        var answer = Assert.Single(twilio.Sent);
        Assert.Equal(FakeTwilio.Citizen, answer.To);
        Assert.Contains("ХҚКО", answer.Body, StringComparison.Ordinal);
        Assert.Contains(Official, answer.Body, StringComparison.Ordinal);
        Assert.True(answer.Body.Length <= 1600);
    }

    [Fact]
    public async Task Statuses_in_any_order_end_in_read_on_the_desk()
    {
        await using var twilio = await FakeTwilio.Start();
        await using var desk = await RunningDesk.Start(RunningDesk.Opening, twilio.Settings);
        var number = await Consultation(twilio, desk);
        await Reply(desk, number, "Жауап.");
        await Until(() => twilio.Sent[^1].Body.StartsWith("Жауап.", StringComparison.Ordinal));
        foreach (var status in new[] { "read", "sent", "delivered", "undelivered", "read", "queued" })
            Assert.Equal(204, await twilio.Tell(desk, twilio.Sent[^1], status));

        Assert.Equal(OutboxState.Read, await Delivery(desk, number));
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    public async Task An_officers_reply_waits_once_24_hours_have_passed_and_goes_when_the_citizen_writes(int seconds, bool free)
    {
        await using var twilio = await FakeTwilio.Start();
        await using var desk = await RunningDesk.Start(RunningDesk.Opening, twilio.Settings);
        var number = await Consultation(twilio, desk);
        var heard = desk.Time.GetUtcNow();
        desk.Time.Advance(TimeSpan.FromHours(24) + TimeSpan.FromSeconds(seconds) - (desk.Time.GetUtcNow() - heard));
        await Settled(twilio);
        await Reply(desk, number, "Кеш жауап.");
        await Settled(twilio);

        Assert.Equal(free ? 1 : 0, twilio.Sent.Count(message => message.Body.StartsWith("Кеш жауап.", StringComparison.Ordinal)));
        if (free)
            return;

        Assert.Equal(OutboxState.Waiting, await Delivery(desk, number));
        await twilio.Write(desk, "иә", "SM-late");
        await Until(() => twilio.Sent.Any(message => message.Body.StartsWith("Кеш жауап.", StringComparison.Ordinal)));
        Assert.Matches("Жобалинова Айнұр(.|\n)*Жауапты", twilio.Sent.Single(message => message.Body.StartsWith("Кеш жауап.", StringComparison.Ordinal)).Body);
    }

    [Fact]
    public async Task A_send_cut_after_it_was_taken_is_found_in_the_list_and_not_repeated()
    {
        await using var twilio = await FakeTwilio.Start();
        await using var desk = await RunningDesk.Start(RunningDesk.Opening, twilio.Settings);
        var number = await Consultation(twilio, desk);
        twilio.CutNext = true;
        await Reply(desk, number, "Кесілген жауап.");
        await Until(() => !twilio.CutNext);
        for (var i = 0; i < 200 && await Delivery(desk, number) != OutboxState.Sent; i++)
        {
            desk.Time.Advance(TimeSpan.FromMilliseconds(200));
            await Task.Delay(20, Stop);
        }

        Assert.Equal(OutboxState.Sent, await Delivery(desk, number));
        Assert.Single(twilio.Sent, message => message.Body.StartsWith("Кесілген жауап.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_stop_is_confirmed_once_with_the_signature_in_every_language()
    {
        await using var twilio = await FakeTwilio.Start();
        await using var desk = await RunningDesk.Start(RunningDesk.Opening, twilio.Settings);
        var reader = desk.Services.GetRequiredService<IConversationReader>();
        foreach (var (word, number) in _stops.Select((word, number) => (word, number)))
        {
            var citizen = $"whatsapp:KZ.1349{number}";
            await twilio.Write(desk, word, $"SM{number}", citizen);
            await Until(() => twilio.Sent.Any(message => message.To == citizen));

            Assert.Matches("(бастау|начать|start)(.|\n)*(Жауапты|Ответствен|official)", twilio.Sent.Single(message => message.To == citizen).Body);
            var id = await reader.Find(new CitizenAddress("whatsapp", FakeTwilio.Us, citizen), Stop);
            Assert.True((await reader.Conversation(id!.Value, Stop))!.State.Stopped);
        }
    }

    private static async Task<string> Consultation(FakeTwilio twilio, RunningDesk desk)
    {
        await twilio.Write(desk, "Сәлеметсіз бе", "SM-hello");
        await Until(() => twilio.Sent.Count == 1);
        await twilio.Write(desk, "адам керек", "SM-human");
        await Until(() => twilio.Sent.Any(message => Number().IsMatch(message.Body)));
        var number = Number().Match(twilio.Sent.First(message => Number().IsMatch(message.Body)).Body).Value;
        var service = desk.Services.GetRequiredService<DeskService>();
        Assert.Null((await service.Claim(_officer, number, "claim", Language.Kk, Stop)).Refusal);
        await Settled(twilio);
        return number;
    }

    private static async Task Reply(RunningDesk desk, string number, string text) => Assert.Null(
        (await desk.Services.GetRequiredService<DeskService>().Reply(_officer, number, text, text, Language.Kk, Stop)).Refusal);

    private static async Task<OutboxState> Delivery(RunningDesk desk, string number)
    {
        var opening = await desk.Services.GetRequiredService<DeskService>().Open(_officer, number, 0, Language.Kk, Stop);
        return opening.Chat!.Entries.Last(entry => entry.Kind == EntryKind.Officer).Delivery!.State;
    }

    private static async Task Until(Func<bool> holds)
    {
        for (var i = 0; i < 1000 && !holds(); i++)
            await Task.Delay(10, Stop);

        Assert.True(holds());
    }

    // Nothing more comes out.
    private static async Task Settled(FakeTwilio twilio)
    {
        for (var seen = -1; seen != twilio.Sent.Count;)
        {
            seen = twilio.Sent.Count;
            await Task.Delay(150, Stop);
        }
    }

    [GeneratedRegex("K-2026-[0-9]{6}", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Number();
}
