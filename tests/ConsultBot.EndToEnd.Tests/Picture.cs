using Microsoft.Playwright;

namespace ConsultBot.EndToEnd.Tests;

/// <summary>Pictures of the screens for the documents, taken on the way when <c>TEST_SCREENSHOTS</c> names a folder.</summary>
internal static class Picture
{
    private static readonly string? _folder = Environment.GetEnvironmentVariable("TEST_SCREENSHOTS");

    public static async Task Take(IPage page, string name)
    {
        if (string.IsNullOrEmpty(_folder))
            return;

        await page.EvaluateAsync("() => document.fonts.ready.then(() => true)");
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(_folder, name), Animations = ScreenshotAnimations.Disabled, Caret = ScreenshotCaret.Hide });
    }
}
