using ConsultBot.Domain.Messages;
using static Microsoft.Playwright.Assertions;

namespace ConsultBot.EndToEnd.Tests;

/// <summary>A desk in the middle of a morning: some wait, one talks with an officer, an administrator is signed in.</summary>
public sealed class BusyDesk(Chromium chromium) : IAsyncLifetime
{
    private RunningDesk? _desk;
    private Visitor? _administrator;
    private Visitor? _officer;
    private Visitor? _citizen;

    internal RunningDesk Desk => _desk!;

    internal Visitor Administrator => _administrator!;

    internal Visitor Officer => _officer!;

    internal Visitor Citizen => _citizen!;

    /// <summary>The consultation of <see cref="Citizen"/>, which the officer has.</summary>
    internal string Number { get; private set; } = "";

    internal string Code { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        _desk = await RunningDesk.Start(RunningDesk.Opening.AddMinutes(-70));
        _administrator = await Visitor.Come(chromium, _desk);
        await _administrator.MakeAccount(await _desk.AdministratorLink(), "akimshi", "өте ұзын құпия сөйлем");
        _officer = await _desk.Officer(chromium, "ainur.jobalinova", "jobalinova", "documents");
        _desk.Time.Advance(TimeSpan.FromMinutes(7));
        await Citizens.Wait(_desk, "тұрақты тіркеуге қалай тұрамын");
        _desk.Time.Advance(TimeSpan.FromMinutes(26));
        await Citizens.Wait(_desk, "паспорт бағасы қанша");
        _desk.Time.Advance(TimeSpan.FromMinutes(18));
        await Citizens.Wait(_desk, "как поменять водительские права", Language.Ru);
        await Talk();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var visitor in (Visitor?[])[_administrator, _officer, _citizen])
        {
            if (visitor is not null)
                await visitor.DisposeAsync();
        }

        if (_desk is not null)
            await _desk.DisposeAsync();
    }

    private async Task Talk()
    {
        _citizen = await Visitor.Come(chromium, Desk, width: 360);
        await Citizen.Open("/");
        await Citizen.Ask("жеке куалигимди жогалтып алдым");
        Desk.Time.Advance(TimeSpan.FromMinutes(3));
        await Citizen.Ask("адам керек");
        var words = await Citizen.Page.InnerTextAsync("#messages");
        Number = ConsultationTests.NumberPattern().Match(words).Value;
        Code = ConsultationTests.CodePattern().Match(words.Replace(Number, "", StringComparison.Ordinal)).Value;
        Desk.Time.Advance(TimeSpan.FromMinutes(14));
        var seen = await Citizen.Answers.CountAsync();
        await Officer.Open($"/desk/chat/{Number}");
        await Officer.Page.ClickAsync("#claim");
        await Citizen.Answer(seen);
        Desk.Time.Advance(TimeSpan.FromMinutes(2));
        await Officer.Page.FillAsync("#text", "Сәлеметсіз бе! Жаңа куәлікті кез келген ХҚКО-да аласыз. Ескісі ұрланған ба, әлде жоғалған ба?");
        await Officer.Page.PressAsync("#text", "Control+Enter");
        await Expect(Citizen.Page.Locator("article.officer").Last).ToContainTextAsync("Ескісі ұрланған ба");
    }
}
