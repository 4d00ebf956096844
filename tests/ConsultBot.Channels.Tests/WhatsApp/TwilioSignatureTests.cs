using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ConsultBot.Channels.Tests.Telegram;
using ConsultBot.Channels.WhatsApp;

namespace ConsultBot.Channels.Tests.WhatsApp;

public class TwilioSignatureTests
{
    [Fact]
    public void The_shared_vectors_are_judged_as_the_official_library_does()
    {
        var file = JsonNode.Parse(File.ReadAllText(Vectors.Shared("twilio-signatures.json")))!;
        var token = (string)file["token"]!;
        var (valid, invalid) = (file["valid"]!.AsArray(), file["invalid"]!.AsArray());
        Assert.True(valid.Count >= 50 && invalid.Count >= 44);

        Assert.All(file["published"]!.AsArray(), row => Assert.True(Judge((string)row!["token"]!, row)));
        Assert.All(valid, row => Assert.True(Judge(token, row!), (string)row!["name"]!));
        Assert.All(invalid, row => Assert.False(Judge(token, row!), (string)row!["name"]!));
    }

    [Fact]
    public void A_million_random_forgeries_are_refused()
    {
        var signature = new TwilioSignature([WhatsAppRig.Options.PublicUrl], [WhatsAppRig.Token]);
        var fields = FormFields.Parse("MessageSid=SM1&From=whatsapp%3A%2B77010000001&Body=x"u8);
        Span<byte> hash = stackalloc byte[20];
        var random = new Random(20261124);
        for (var i = 0; i < 1_000_000; i++)
        {
            random.NextBytes(hash);
            Assert.False(signature.IsOfForm(Convert.ToBase64String(hash), WhatsAppWebhook.Path, fields), $"forgery {i} of seed 20261124");
        }
    }

    [Fact]
    public void Either_token_and_either_address_may_sign()
    {
        var signature = new TwilioSignature(["https://a.example.kz", "https://b.example.kz/in"], ["first-token", "second-token"]);
        var fields = FormFields.Parse("A=1"u8);
        foreach (var token in new[] { "first-token", "second-token" })
        {
            foreach (var address in new[] { "https://a.example.kz/x", "https://b.example.kz/in/x" })
                Assert.True(signature.IsOfForm(Sign(token, address + "A1"), "/x", fields));
        }

        Assert.False(signature.IsOfForm(Sign("third-token", "https://a.example.kz/xA1"), "/x", fields));
        Assert.False(signature.IsOfForm(Sign("first-token", "https://c.example.kz/xA1"), "/x", fields));
    }

    [Fact]
    public void An_empty_token_is_refused() => Assert.Throws<ArgumentException>(() => new TwilioSignature(["https://a.example.kz"], [""]));

    [Theory]
    [InlineData("\uffee=1&\ud83d\ude00=2&\ue000=3&\ud7ff=4", "\ud7ff4\ud83d\ude002\ue0003\uffee1")]
    [InlineData("b=1&B=2&_=3&a=4&a=&a=4", "B2_3aa4b1")]
    public void Names_are_sorted_by_their_code_units(string body, string signed)
    {
        var signature = new TwilioSignature(["https://a.example.kz"], ["token-of-test"]);

        Assert.True(signature.IsOfForm(Sign("token-of-test", "https://a.example.kz/x" + signed), "/x", FormFields.Parse(Encoding.UTF8.GetBytes(body))));
    }

    internal static string Sign(string token, string data)
    {
#pragma warning disable CA5350 // Twilio's own
        return Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(data)));
#pragma warning restore CA5350
    }

    private static bool Judge(string token, JsonNode row)
    {
        var url = (string)row["url"]!;
        var path = url.IndexOf('/', url.IndexOf("://", StringComparison.Ordinal) + 3);
        var (start, target) = path < 0 ? (url, "") : (url[..path], url[path..]);
        var signature = new TwilioSignature([start], [token]);
        var header = (string?)row["signature"];
        var body = Encoding.UTF8.GetBytes((string?)row["body"] ?? Form(row["params"]!.AsArray()));
        return (string?)row["kind"] == "json" ? signature.IsOfBody(header, target, body) : signature.IsOfForm(header, target, FormFields.Parse(body));
    }

    private static string Form(JsonArray pairs) =>
        string.Join('&', pairs.Select(pair => $"{Uri.EscapeDataString((string)pair![0]!)}={Uri.EscapeDataString((string)pair[1]!)}"));
}
