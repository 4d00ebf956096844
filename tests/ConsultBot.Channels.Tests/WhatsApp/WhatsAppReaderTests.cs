using System.Text;
using ConsultBot.Channels.WhatsApp;
using ConsultBot.Domain.Conversations.Events;

namespace ConsultBot.Channels.Tests.WhatsApp;

public class WhatsAppReaderTests
{
    private const string Head = "MessageSid=SM1&From=whatsapp%3A%2B77010000001&To=whatsapp%3A%2B77000000000&";

    public static TheoryData<string, ConversationEvent> Forms => new()
    {
        { "Body=%D2%9B%D0%B0%D0%B7%D0%B0%D2%9B+%F0%9F%91%8B&NumMedia=0&Unknown=1", new CitizenWrote("қазақ 👋") },
        { "Body=a%00b", new CitizenWrote("ab") },
        { "Body=%D0%B8%D3%99&OriginalRepliedMessageSid=SM7", new CitizenWrote("иә", ReplyTo: "SM7") },
        { "Body=%D0%98%D3%99&ButtonText=%D0%98%D3%99&ButtonPayload=e%3Apassport&OriginalRepliedMessageSid=SM7", new CitizenPressed("e:passport", MessageId: "SM7") },
        { "Body=%D0%96%D0%B5%D1%80&ListId=e%3Aland&ListTitle=%D0%96%D0%B5%D1%80", new CitizenPressed("e:land") },
        { "Body=&ButtonText=%D0%98%D3%99&ButtonPayload=", new CitizenWrote("Иә") },
        { "Body=&NumMedia=1&MediaUrl0=https%3A%2F%2Fapi.twilio.com%2Fm&MediaContentType0=image%2Fjpeg", new CitizenSentMedia(MediaKind.Photo, null, "https://api.twilio.com/m") },
        { "Body=x&MediaUrl0=https%3A%2F%2Fapi.twilio.com%2Fm&MediaContentType0=application%2Fpdf", new CitizenSentMedia(MediaKind.Document, "x", "https://api.twilio.com/m") },
        { "Body=&MediaUrl0=u&MediaContentType0=audio%2Fogg", new CitizenSentMedia(MediaKind.Voice, null, "u") },
        { "Body=&MediaUrl0=u&MediaContentType0=video%2Fmp4", new CitizenSentMedia(MediaKind.Video, null, "u") },
        { "Body=&MediaUrl0=u&MediaContentType0=image%2Fwebp", new CitizenSentMedia(MediaKind.Sticker, null, "u") },
        { "Body=&MediaUrl0=u&MediaContentType0=text%2Fvcard", new CitizenSentMedia(MediaKind.Contact, null, "u") },
        { "Body=&Latitude=43.25&Longitude=76.95&Label=%D0%AF", new CitizenSentMedia(MediaKind.Location, "Я", Latitude: 43.25, Longitude: 76.95) },
        { "Body=%F0%9F%91%8D&MessageType=reaction&OriginalRepliedMessageSid=SM7", new InputIgnored("a reaction") },
        { "Body=&MessageType=contacts", new CitizenSentMedia(MediaKind.Contact, null) },
        { "Body=&NumMedia=0", new CitizenSentMedia(MediaKind.Other, null) },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void Each_kind_of_post_is_its_event(string form, ConversationEvent wanted) =>
        Assert.Equal(wanted, WhatsAppReader.Read(Encoding.UTF8.GetBytes(Head + form)));

    [Fact]
    public void Random_bytes_break_nothing()
    {
        var random = new Random(20261124);
        var bytes = new byte[64];
        for (var i = 0; i < 100_000; i++)
        {
            random.NextBytes(bytes);
            WhatsAppReader.Read(bytes.AsSpan(0, random.Next(64)));
        }
    }
}
