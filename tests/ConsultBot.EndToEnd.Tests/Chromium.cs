using ConsultBot.EndToEnd.Tests;
using ConsultBot.Testing;
using Microsoft.Playwright;
using Xunit.Sdk;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(Chromium))]
// Every test has a browser and a server at work; side by side they would only wait for each other.
[assembly: Parallelization(Mode = ParallelMode.None)]

namespace ConsultBot.EndToEnd.Tests;

/// <summary>One real browser for the whole run; each person has a context of their own.</summary>
public sealed class Chromium : IAsyncDisposable
{
    private readonly Lazy<Task<(IPlaywright Driver, IBrowser Browser)>> _started = new(Launch);

    public async Task<IBrowser> Browser() => (await _started.Value).Browser;

    public async ValueTask DisposeAsync()
    {
        if (!_started.IsValueCreated || !_started.Value.IsCompletedSuccessfully)
            return;

        var (driver, browser) = await _started.Value;
        await browser.DisposeAsync();
        driver.Dispose();
    }

    private static async Task<(IPlaywright Driver, IBrowser Browser)> Launch()
    {
        var program = Needs.Program("chromium", "chromium");
        var driver = await Playwright.CreateAsync();
        // The machine may have other work.
        Assertions.SetDefaultExpectTimeout(15_000);
        var browser = await driver.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = program,
            Headless = true,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"],
        });
        return (driver, browser);
    }
}
