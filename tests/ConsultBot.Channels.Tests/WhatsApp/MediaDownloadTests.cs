using System.Net;
using ConsultBot.Channels.Tests.Telegram;
using ConsultBot.Channels.WhatsApp;

namespace ConsultBot.Channels.Tests.WhatsApp;

public class MediaDownloadTests
{
    [Theory]
    [InlineData("http://attacker.example/x")]
    [InlineData("http://127.0.0.1:1/x")]
    [InlineData("http://[::1]/x")]
    [InlineData("http://0.0.0.0/x")]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("http://2130706433/x")]
    [InlineData("http://0177.0.0.1/x")]
    [InlineData("https://api.twilio.com@attacker.example/x")]
    [InlineData("https://user:x@api.twilio.com/x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://127.0.0.1/x")]
    [InlineData("/relative")]
    [InlineData("")]
    public async Task INC_02_nothing_but_twilio_is_asked(string address)
    {
        var asked = 0;
        await using var server = new FakeServer(_ => { asked++; return new FakeReply(200, "x"); });
        await using var rig = new WhatsAppRig(server.Address);

        Assert.Null(await rig.Get<IWhatsAppGateway>().Download(address, TestContext.Current.CancellationToken));
        Assert.Equal(0, asked);
    }

    [Theory]
    [InlineData("http://127.0.0.1:1/x")]
    [InlineData("https://attacker.example/x")]
    [InlineData("http://media.twiliocdn.com/x")]
    [InlineData("https://media.twiliocdn.com:8443/x")]
    public async Task INC_02_a_redirect_elsewhere_is_not_followed(string location)
    {
        await using var server = new FakeServer(_ => new FakeReply(307, Location: location));
        await using var rig = new WhatsAppRig(server.Address);

        Assert.Null(await rig.Get<IWhatsAppGateway>().Download(server.Address + "/m", TestContext.Current.CancellationToken));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_file_is_what_its_bytes_say_and_no_larger_than_the_limit()
    {
        await using var server = new FakeServer(request => request.Path == "/large"
            ? new FakeReply(200, new string('x', MediaDownload.Limit + 1))
            : new FakeReply(200, "%PDF-1.7", "image/png"));
        await using var rig = new WhatsAppRig(server.Address);
        var gateway = rig.Get<IWhatsAppGateway>();

        Assert.Equal("application/pdf", (await gateway.Download(server.Address + "/m", TestContext.Current.CancellationToken))!.ContentType);
        Assert.Null(await gateway.Download(server.Address + "/large", TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.31.0.1", false)]
    [InlineData("192.168.0.1", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("2606:4700::1", true)]
    public void INC_02_the_address_that_is_really_connected_to_must_be_public(string address, bool isPublic) =>
        Assert.Equal(isPublic, MediaDownload.IsPublic(IPAddress.Parse(address)));
}
