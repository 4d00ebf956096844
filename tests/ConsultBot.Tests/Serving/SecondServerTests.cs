using ConsultBot.Application.Ports;
using ConsultBot.Wiring;
using Microsoft.Extensions.DependencyInjection;

namespace ConsultBot.Tests.Serving;

public sealed class SecondServerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("consultbot-second-").FullName;

    [Fact]
    public async Task A_second_server_on_the_same_file_is_refused_with_a_way_out_and_the_first_goes_on()
    {
        var (settings, sources) = ServedDesk.Settings(_folder, ("Telegram:BaseUrl", "http://127.0.0.1:1"));
        await using var first = DeskServer.Build(settings, sources, TimeProvider.System, _ => { });
        using var said = new StringWriter();
        Assert.True(await DeskServer.Publish(first, said, TestContext.Current.CancellationToken), said.ToString());
        first.Services.GetRequiredService<ITurnStore>();

        using var output = new StringWriter();
        using var error = new StringWriter();
        var exit = await DeskServer.Run(settings, sources, output, error, TestContext.Current.CancellationToken);

        Assert.Equal((1, ""), (exit, output.ToString()));
        Assert.Matches(@"^error: .*another ConsultBot works on this database\. Stop it, or set Storage:Path to another file\.\n$", error.ToString());
        Assert.Empty(first.Services.GetRequiredService<ITurnStore>().Unsettled());
    }

    [Fact]
    public async Task After_the_first_one_ended_the_file_is_free()
    {
        var (settings, sources) = ServedDesk.Settings(_folder, ("Telegram:BaseUrl", "http://127.0.0.1:1"));
        for (var start = 0; start < 2; start++)
        {
            await using var app = DeskServer.Build(settings, sources, TimeProvider.System, _ => { });
            app.Services.GetRequiredService<ITurnStore>();
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
