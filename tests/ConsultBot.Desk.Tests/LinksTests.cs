using System.Text.RegularExpressions;
using ConsultBot.Application.Ports;
using ConsultBot.Domain.Messages;

namespace ConsultBot.Desk.Tests;

public sealed partial class LinksTests
{
    [Fact]
    public async Task Each_topic_has_a_code_and_a_link_for_each_channel()
    {
        await using var host = await DeskHost.Start();
        using var browser = host.Open();
        var page = (await browser.Read("/links")).Page;

        Assert.Contains("https://wa.me/77000000000?text=", page, StringComparison.Ordinal);
        Assert.Contains("https://t.me/bot?start=passport", page, StringComparison.Ordinal);
        Assert.Contains("/?topic=passport", page, StringComparison.Ordinal);
        Assert.Equal(6, Code().Count(page));
        Assert.DoesNotContain("style=", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_poster_has_its_topic_alone_and_the_accountable_official()
    {
        await using var host = await DeskHost.Start();
        using var browser = host.Open();
        var page = (await browser.Read("/links?topic=passport")).Page;

        Assert.Equal(3, Code().Count(page));
        Assert.Contains("Ахметова Айгүл", page, StringComparison.Ordinal);
        Assert.DoesNotContain("topic=land", page, StringComparison.Ordinal);
    }

    [GeneratedRegex("<svg viewBox=\"0 0 [0-9]+ [0-9]+\"[^>]*role=\"img\"[^>]*>.*?<path d=\"M[0-9]", RegexOptions.CultureInvariant | RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex Code();
}

internal sealed class FakeLinks : ITopicLinks
{
    private static readonly string[] _topics = ["passport", "land"];

    public IReadOnlyList<TopicLinks> All(Language language) =>
        [.. _topics.Select(topic => new TopicLinks(
            topic, topic, [new ChannelLink("whatsapp", "https://wa.me/77000000000?text=" + topic), new ChannelLink("telegram", "https://t.me/bot?start=" + topic)]))];
}
