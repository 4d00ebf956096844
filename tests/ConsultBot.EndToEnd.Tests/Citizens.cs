using ConsultBot.Application.Consultations;
using ConsultBot.Application.Ports;
using ConsultBot.Domain.Messages;
using Microsoft.Extensions.DependencyInjection;

namespace ConsultBot.EndToEnd.Tests;

/// <summary>Citizens whose browsers no test looks at: they write through the web chat's service.</summary>
internal static class Citizens
{
    /// <summary>Asks, then asks for a person; returns the number of the consultation.</summary>
    public static async Task<string> Wait(RunningDesk desk, string question, Language language = Language.Kk)
    {
        var chat = desk.Services.GetRequiredService<WebChatService>();
        var address = chat.NewAddress();
        foreach (var words in (string[])[question, language == Language.Ru ? "позовите человека" : "адам керек"])
            Assert.True(await chat.Send(address, WebChatInput.Words(words, language), null, CancellationToken.None));

        var rows = await desk.Services.GetRequiredService<IConversationReader>().Open(CancellationToken.None);
        return rows.Single(row => row.Address == WebChatService.Address(address)).Consultation.Number;
    }
}
