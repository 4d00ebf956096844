namespace ConsultBot.Channels.Tests.WhatsApp;

public class WhatsAppOptionsTests
{
    [Fact]
    public void The_options_of_the_tests_are_right() => Assert.Empty(WhatsAppRig.Options.Validate());

    [Fact]
    public void The_options_print_no_secret() =>
        Assert.DoesNotContain(WhatsAppRig.Token, WhatsAppRig.Options.ToString(), StringComparison.Ordinal);

    [Theory]
    [InlineData("AccountSid", "")]
    [InlineData("AccountSid", "AC1")]
    [InlineData("AuthToken", "")]
    [InlineData("AuthToken", " ")]
    [InlineData("NextAuthToken", "x")]
    [InlineData("ApiKey", "SK1")]
    [InlineData("From", "")]
    [InlineData("From", "+77000000000")]
    [InlineData("From", "WhatsApp:+77000000000")]
    [InlineData("From", "whatsapp:77000000000")]
    [InlineData("From", "whatsapp:+7 700 000 00 00")]
    [InlineData("MessagingServiceSid", "MG1")]
    [InlineData("BaseUrl", "http://api.twilio.com")]
    [InlineData("BaseUrl", "https://api.twilio.com/x")]
    [InlineData("PublicUrl", "")]
    [InlineData("PublicUrl", "http://bot.example.kz")]
    [InlineData("PublicUrl", "https://bot.example.kz/")]
    [InlineData("PublicUrl", "https://bot.example.kz/hooks/whatsapp")]
    [InlineData("PublicUrl", "https://bot.example.kz?x=1")]
    [InlineData("FallbackUrl", "http://bot.example.kz")]
    public void A_wrong_setting_is_named_with_its_remedy(string name, string value)
    {
        var options = name switch
        {
            "AccountSid" => WhatsAppRig.Options with { AccountSid = value },
            "AuthToken" => WhatsAppRig.Options with { AuthToken = value },
            "NextAuthToken" => WhatsAppRig.Options with { NextAuthToken = value },
            "ApiKey" => WhatsAppRig.Options with { ApiKey = value },
            "From" => WhatsAppRig.Options with { From = value },
            "MessagingServiceSid" => WhatsAppRig.Options with { MessagingServiceSid = value },
            "BaseUrl" => WhatsAppRig.Options with { BaseUrl = value },
            "PublicUrl" => WhatsAppRig.Options with { PublicUrl = value },
            _ => WhatsAppRig.Options with { FallbackUrl = value },
        };
        Assert.StartsWith($"WhatsApp:{name}", Assert.Single(options.Validate()), StringComparison.Ordinal);
    }
}
