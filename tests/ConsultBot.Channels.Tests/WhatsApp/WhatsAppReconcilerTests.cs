using ConsultBot.Channels.Tests.Telegram;
using ConsultBot.Channels.WhatsApp;
using ConsultBot.Domain.Conversations.Events;

namespace ConsultBot.Channels.Tests.WhatsApp;

public class WhatsAppReconcilerTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_very_first_reading_takes_in_nothing_old()
    {
        await using var server = new FakeServer(_ => Page(Row("SM1", -60)));
        await using var rig = new WhatsAppRig(server.Address);

        Assert.True(await rig.Get<WhatsAppReconciler>().Reconcile(Stop));
        Assert.Empty(rig.Inbox.Inputs);
    }

    [Fact]
    public async Task After_an_outage_what_no_webhook_brought_is_taken_in_oldest_first_and_in_full()
    {
        await using var server = new FakeServer(request => request.Path.Contains("/Media", StringComparison.Ordinal)
            ? FakeReply.Json(new { media_list = new[] { new { sid = "ME1", content_type = "image/jpeg", uri = "/2010-04-01/x/Media/ME1.json" } } })
            : request.Path.Contains("Page=1", StringComparison.Ordinal)
                ? Page(Row("SM2", 60), Row("SM1", 30))
                : Page("/2010-04-01/x.json?Page=1", Row("SM5", 300) with { num_media = "1" }, Row("SM4", 240), Row("SM3", 120) with { direction = "outbound-api" }));
        await using var rig = new WhatsAppRig(server.Address);
        var reconciler = rig.Get<WhatsAppReconciler>();
        rig.Notes.Write("whatsapp", "read:" + WhatsAppRig.Sender, rig.Clock.GetUtcNow().ToUnixTimeMilliseconds().ToString(System.Globalization.CultureInfo.InvariantCulture));
        rig.Clock.Advance(TimeSpan.FromMinutes(10));
        rig.Get<SeenMessages>().Add("SM4", rig.Clock.GetUtcNow());

        Assert.True(await reconciler.Reconcile(Stop));
        Assert.Equal(["SM1", "SM2", "SM5"], rig.Inbox.Inputs.Select(input => input.Key));
        Assert.Equal(rig.Clock.GetUtcNow() - TimeSpan.FromSeconds(570), rig.Inbox.Inputs[0].ReceivedAt);
        Assert.Equal(new CitizenWrote("хат SM1"), rig.Channel.Read(rig.Inbox.Inputs[0]));
        Assert.Equal(new CitizenSentMedia(MediaKind.Photo, "хат SM5", server.Address + "/2010-04-01/x/Media/ME1"), rig.Channel.Read(rig.Inbox.Inputs[2]));
        Assert.Contains("To=whatsapp%3A%2B77000000000&DateSent%3E=2026-11-24", server.Requests[0].Path, StringComparison.Ordinal);

        Assert.True(await reconciler.Reconcile(Stop));
        Assert.Equal(3, rig.Inbox.Inputs.Count);
    }

    [Fact]
    public async Task It_reads_again_after_a_silence_and_now_and_then()
    {
        var lists = 0;
        await using var server = new FakeServer(request =>
        {
            if (request.Path.Contains("To=whatsapp", StringComparison.Ordinal))
                Interlocked.Increment(ref lists);

            return Page();
        });
        await using var rig = new WhatsAppRig(server.Address);
        await rig.Get<WhatsAppReconciler>().StartAsync(TestContext.Current.CancellationToken);
        await Pass(rig, () => lists == 1, TimeSpan.FromMinutes(1));

        // Silence: each five minutes. With webhooks: each fifteen.
        await Pass(rig, () => lists == 2, TimeSpan.FromMinutes(7));
        for (var webhooks = 0; webhooks < 24; webhooks++)
        {
            rig.Get<SeenMessages>().Add($"SM{webhooks}", rig.Clock.GetUtcNow());
            rig.Clock.Advance(TimeSpan.FromSeconds(30));
            await Task.Delay(5, Stop);
        }

        Assert.Equal(2, lists);
        await Pass(rig, () => lists == 3, TimeSpan.FromMinutes(7));
        await rig.Get<WhatsAppReconciler>().StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task What_a_day_cost_is_counted_as_twilio_prices_it()
    {
        await using var server = new FakeServer(_ => Page(
            Row("SM1", -36_000) with { direction = "outbound-api", price = "-0.0100" }, Row("SM2", -36_000) with { direction = "outbound-api", price = "-0.0051" },
            Row("SM3", -36_000) with { direction = "outbound-api" }, Row("SM4", 10) with { direction = "outbound-api", price = "-9" }));
        await using var rig = new WhatsAppRig(server.Address);
        await rig.Get<MessageCosts>().Count(Stop);

        Assert.Equal("3 2 0.0151 USD", rig.Notes.Read("whatsapp", "cost:2026-11-23"));
        Assert.Null(rig.Notes.Read("whatsapp", "cost:2026-11-22"));
    }

    private static async Task Pass(WhatsAppRig rig, Func<bool> holds, TimeSpan most)
    {
        for (var until = rig.Clock.GetUtcNow() + most; !holds() && rig.Clock.GetUtcNow() < until;)
        {
            rig.Clock.Advance(TimeSpan.FromSeconds(5));
            await Task.Delay(20, Stop);
        }

        Assert.True(holds());
    }

    private static FakeReply Page(params MessageRow[] rows) => Page(null, rows);

    private static FakeReply Page(string? next, params MessageRow[] rows) => FakeReply.Json(new { messages = rows, next_page_uri = next });

    private static MessageRow Row(string sid, int seconds)
    {
        var at = new DateTimeOffset(2026, 11, 24, 5, 0, 0, TimeSpan.Zero).AddSeconds(seconds).ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        return new MessageRow(sid, "хат " + sid, WhatsAppRig.Citizen, WhatsAppRig.Sender, "inbound", "received", "0", at, at, null, "USD");
    }

    private sealed record MessageRow(
        string sid, string body, string from, string to, string direction, string status, string num_media, string date_created, string date_sent, string? price, string price_unit);
}
