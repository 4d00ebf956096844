using System.Net;
using ConsultBot.Application.Consultations;
using ConsultBot.Application.Ports;
using ConsultBot.Domain.Conversations;
using ConsultBot.Domain.Conversations.Events;
using ConsultBot.Domain.Journals;
using ConsultBot.Domain.Messages;
using ConsultBot.Domain.Registers;

namespace ConsultBot.Desk.Tests;

/// <summary>Looks and acts are noted before they happen; a talon tells its course; a message's code tells who signed.</summary>
public sealed class AccountabilityTests
{
    private const string Number = "K-2026-000123";
    private const string Code = "7K3M9-Q2T8X";

    [Fact]
    public async Task Every_look_at_a_talk_is_noted_and_a_page_that_stays_open_goes_on_with_its_look()
    {
        await using var host = await Start();
        using var browser = await host.SignIn("serik", AccountRoles.Officer, FakeRegister.OfficerPerson, FakeRegister.Unit);
        host.Noted.Clear();

        await browser.Read($"/desk/chat/{Number}");
        await browser.Read($"/desk/chat/{Number}/messages?after=1");
        await browser.Read($"/desk/chat/{Number}");
        var looks = host.Noted.Where(e => e.What == DeskEvents.TalkRead).ToList();
        Assert.Equal(2, looks.Count);
        Assert.All(looks, look => Assert.Equal((Number, FakeRegister.OfficerPerson), (look.Subject, look.Person)));
        Assert.Contains(host.Noted, e => e.What == DeskEvents.ListRead);

        host.Time.Advance(TalkReads.Look);
        await browser.Read($"/desk/chat/{Number}/messages?after=1");
        Assert.Equal(3, host.Noted.Count(e => e.What == DeskEvents.TalkRead));
        Assert.DoesNotContain(host.Noted, e => JsonForm.Write(e).AsSpan().IndexOf("жоғалды"u8) >= 0);
    }

    [Fact]
    public async Task A_file_that_an_officer_fetches_is_noted_each_time()
    {
        await using var host = await Start();
        using var browser = await host.SignIn("serik", AccountRoles.Officer, FakeRegister.OfficerPerson, FakeRegister.Unit);
        host.Noted.Clear();

        await browser.Read($"/desk/chat/{Number}/file/1");
        await browser.Read($"/desk/chat/{Number}/file/1");
        Assert.Equal(2, host.Noted.Count(e => e.What == DeskEvents.TalkRead && e.Subject == Number));

        host.JournalFails = true;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await browser.Read($"/desk/chat/{Number}/file/1")).Status);
    }

    [Fact]
    public async Task A_look_that_cannot_be_noted_shows_nothing()
    {
        await using var host = await Start();
        using var browser = await host.SignIn("serik", AccountRoles.Officer, FakeRegister.OfficerPerson, FakeRegister.Unit);
        host.JournalFails = true;

        var page = await browser.Read($"/desk/chat/{Number}");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, page.Status);
        Assert.DoesNotContain("жоғалды", page.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invitation_and_an_account_are_noted_with_who_made_them()
    {
        await using var host = await Start();
        using var browser = await host.SignIn("admin", AccountRoles.Admin, null, "*");
        Assert.Contains(host.Noted, e => e is { What: DeskEvents.AccountMade, Subject: AccountRoles.Admin });

        await browser.Read("/admin");
        await browser.Post("/admin/invitations", ("role", "officer"), ("person", "asel"), ("unit", FakeRegister.Unit));

        var invited = Assert.Single(host.Noted, e => e.What == DeskEvents.Invited);
        Assert.Equal(("officer", $"asel; {FakeRegister.Unit}"), (invited.Subject, invited.After));
        Assert.NotNull(invited.Account);
    }

    [Fact]
    public async Task Data_that_ends_soon_is_on_the_administrators_page()
    {
        await using var host = await Start();
        host.DataAlarms.Add(new DataAlarm(RegisterAlarmKind.CalendarEnds, null, new DateOnly(2027, 1, 1), 38));
        using var browser = await host.SignIn("admin", AccountRoles.Admin, null, "*");

        Assert.Contains("Жұмыс күнтізбесі бітетін күн: 01.01.2027. Қалған күн: 38", (await browser.Read("/admin")).Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_talon_tells_what_happened_who_answers_who_did_and_the_official_way()
    {
        await using var host = await Start();
        var address = WebChatService.Address("abcd");
        var officer = new OfficerRef("account", FakeRegister.OfficerPerson);
        host.Conversations.Turn(address, new CitizenWrote("құпия сөз"));
        host.Conversations.Turn(address, new OfficerClaimed(officer, Number), (Message(host), OutboxState.Sent));
        host.Conversations.Turn(address, new OfficerReplied(officer, Number, "құпия жауап"), (Message(host), OutboxState.Sent));
        using var browser = host.Open();

        var page = (await browser.Post("/status", ("number", Number), ("code", "O123ABCD"))).Page;

        Assert.Contains("Маман алды: Нұрмұхамбетова-Әбдірахманова Гүлбаршын-Фатима", page, StringComparison.Ordinal);
        Assert.Contains("Маман жауап жазды: Нұрмұхамбетова-Әбдірахманова", page, StringComparison.Ordinal);
        Assert.Contains("Кеңес ресми өтініштің орнын баспайды. Ресми өтініш беру жолы: ХҚКО.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("құпия", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_messages_code_tells_who_signed_it_when_and_where_and_never_its_words()
    {
        await using var host = await Start();
        host.Messages[MessageCode.Hash(host.GetOrCreate(CheckCodes.SecretName), Code)] = new MessageSight(host.Time.GetUtcNow(), Number, "— Жазған: Серік");
        using var browser = host.Open();

        var right = await browser.Post("/status/message", ("message", "7k3m9 q2t8x"));
        var wrong = await browser.Post("/status/message", ("message", "7K3M9-Q2T8Y"));

        Assert.Equal(HttpStatusCode.OK, right.Status);
        Assert.Contains("Иә, бұл хабарлама бізден", right.Page, StringComparison.Ordinal);
        Assert.Contains("— Жазған: Серік", right.Page, StringComparison.Ordinal);
        Assert.Contains(Number, right.Page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Contains("Мұндай код жоқ", wrong.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Guessing_codes_of_messages_or_talons_ends_for_a_sender()
    {
        await using var host = await Start();
        host.Messages[MessageCode.Hash(host.GetOrCreate(CheckCodes.SecretName), Code)] = new MessageSight(host.Time.GetUtcNow(), Number, "— Жазған: Серік");
        using var browser = host.Open();
        for (var i = 0; i < WrongTries.PerSender; i++)
            await browser.Post(i % 2 == 0 ? "/status/message" : "/status", ("message", $"7K3M9-Q2T{i:00}"), ("number", $"K-2026-{i:000000}"), ("code", "22222222"));

        Assert.Contains("тым көп", (await browser.Post("/status/message", ("message", Code))).Page, StringComparison.Ordinal);
        Assert.Contains("тым көп", (await browser.Post("/status", ("number", Number), ("code", "0123ABCD"))).Page, StringComparison.Ordinal);
        host.Time.Advance(WrongTries.Window);
        Assert.Equal(HttpStatusCode.OK, (await browser.Post("/status/message", ("message", Code))).Status);
    }

    private static OutboundMessage Message(DeskHost host) => new(MessageKind.Human, Language.Kk, "құпия", host.Register.Sign(Language.Kk, human: true), [], Number);

    private static async Task<DeskHost> Start()
    {
        var host = await DeskHost.Start();
        host.Conversations.Add(
            WebChatService.Address("abcd"), DeskHost.Consultation(Number) with { CodeHash = host.CodeHash(Number, "0123ABCD") });
        return host;
    }
}
