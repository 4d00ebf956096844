using System.Collections.Concurrent;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ConsultBot.EndToEnd.Tests;

/// <summary>A person with a browser of their own; whatever breaks in it is remembered.</summary>
internal sealed class Visitor : IAsyncDisposable
{
    private const string ReportPolicyViolations =
        "addEventListener('securitypolicyviolation', e => console.error(`CSP ${e.violatedDirective} ${e.blockedURI} ${e.sample}`))";

    private readonly RunningDesk _desk;
    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _faults = new();

    private Visitor(RunningDesk desk, IBrowserContext context, IPage page)
    {
        _desk = desk;
        _context = context;
        Page = page;
        page.PageError += (_, error) => _faults.Enqueue($"page error: {error}");
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                _faults.Enqueue($"console: {message.Text} {message.Location}");
        };
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(desk.Url, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
                _faults.Enqueue($"request to another host: {request.Url}");
        };
    }

    public IPage Page { get; }

    /// <summary>Messages on a citizen's page that the desk wrote.</summary>
    public ILocator Answers => Page.Locator("#messages > li.them article.msg");

    public static async Task<Visitor> Come(Chromium chromium, RunningDesk desk, int width = 1280, bool script = true)
    {
        var browser = await chromium.Browser();
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = width < 700 ? 740 : 800 },
            Locale = "kk-KZ",
            JavaScriptEnabled = script,
            BaseURL = desk.Url,
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(15_000);
        if (script)
            await context.AddInitScriptAsync(ReportPolicyViolations);

        return new Visitor(desk, context, await context.NewPageAsync());
    }

    public async Task<IResponse> Open(string address) =>
        await Page.GotoAsync(address) ?? throw new InvalidOperationException($"{address} gave no answer.");

    /// <summary>Opens a one-time link, makes the account, and is signed in.</summary>
    public async Task MakeAccount(string link, string user, string password)
    {
        Assert.Equal(200, (await Open(link)).Status);
        await Page.FillAsync("#user", user);
        await Page.FillAsync("#password", password);
        await Page.ClickAsync("main button[type=submit]");
        await Expect(Page.Locator("form.account")).ToContainTextAsync(user);
    }

    /// <summary>Writes in the citizens' chat and waits for the next answer.</summary>
    public async Task<ILocator> Ask(string words)
    {
        var before = await Answers.CountAsync();
        await Page.FillAsync("#text", words);
        await Page.ClickAsync("#message button.main");
        return await Answer(before);
    }

    /// <summary>Presses a button of the citizens' chat and waits for the next answer.</summary>
    public async Task<ILocator> Press(string label)
    {
        var before = await Answers.CountAsync();
        await Page.Locator(".quick").GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = label, Exact = true }).ClickAsync();
        return await Answer(before);
    }

    /// <summary>The newest message of the desk, once there are more than before.</summary>
    public async Task<ILocator> Answer(int before)
    {
        await Answers.Nth(before).WaitForAsync();
        return Answers.Last;
    }

    /// <summary>Every message of the desk on a citizen's page ends with a signature that names somebody of the register.</summary>
    public async Task AssertAllSigned(IReadOnlyCollection<string> names)
    {
        var messages = await Answers.AllAsync();
        Assert.NotEmpty(messages);
        foreach (var message in messages)
        {
            var signature = await message.Locator(".sig").InnerTextAsync();
            Assert.True(
                names.Any(name => signature.Contains(name, StringComparison.Ordinal)),
                $"No name of the register in '{signature}' under '{await message.InnerTextAsync()}'.");
        }
    }

    public async Task AssertNoSidewaysScroll()
    {
        var wide = await Page.EvaluateAsync<string>(
            """
            () => document.documentElement.scrollWidth <= innerWidth ? "" : [...document.querySelectorAll("*")]
              .filter(e => e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML.slice(0, 120)).slice(0, 5).join("\n")
            """);
        Assert.True(wide.Length == 0, $"{Page.Url} scrolls sideways at {Page.ViewportSize!.Width} px:\n{wide}");
    }

    /// <summary>No script failed, no policy was violated, nothing was complained of, on the pages and in the server's log.</summary>
    /// <param name="expected">A part of complaints that the test means to cause.</param>
    public void AssertNothingBroke(string? expected = null)
    {
        string[] faults = [.. _faults.Where(fault => expected is null || !fault.Contains(expected, StringComparison.Ordinal))];
        Assert.Empty(faults);
        Assert.Empty(_desk.Errors);
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
