using System.Text;
using System.Text.Json;
using ConsultBot.Channels.WhatsApp;
using ConsultBot.Testing;

namespace ConsultBot.Channels.Tests.WhatsApp;

public class OfficialSignerTests
{
    private const int Requests = 2000;

    [Fact]
    public async Task What_twilios_own_library_signs_is_accepted_and_what_it_refuses_is_not()
    {
        var lines = await NodeTools.Run(TestContext.Current.CancellationToken, "signatures.mjs", $"{Requests}", "20261124");
        var judged = 0;
        foreach (var line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using var json = JsonDocument.Parse(line);
            string Text(string name) => json.RootElement.GetProperty(name).GetString()!;
            var signature = new TwilioSignature([Text("base")], [Text("token")]);

            Assert.True(signature.IsOfForm(Text("signature"), Text("target"), Fields(Text("body"))), line);
            Assert.False(signature.IsOfForm(Text("signature"), Text("target"), Fields(Text("forged"))), line);
            Assert.False(signature.IsOfForm(Text("signature"), Text("target") + "x", Fields(Text("body"))), line);
            judged++;
        }

        Assert.Equal(Requests, judged);
    }

    private static FormFields Fields(string body) => FormFields.Parse(Encoding.UTF8.GetBytes(body));
}
