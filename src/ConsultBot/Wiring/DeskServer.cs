using ConsultBot.Application;
using ConsultBot.Application.Packs;
using ConsultBot.Application.Ports;
using ConsultBot.Application.Turns;
using ConsultBot.Channels;
using ConsultBot.Commands;
using ConsultBot.Desk;
using ConsultBot.Settings;
using ConsultBot.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.HttpOverrides;

namespace ConsultBot.Wiring;

/// <summary>Puts the parts together and runs them.</summary>
internal static class DeskServer
{
    // The first link that makes an administrator is short-lived: a new one is printed at each start without accounts.
    private static readonly TimeSpan _firstLink = TimeSpan.FromDays(1);

    public static async Task<int> Run(
        HostSettings settings, IConfiguration sources, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        try
        {
            await using var app = Build(settings, sources, TimeProvider.System, _ => { });

            // First of all the file is taken: a second server on it must change nothing.
            app.Services.GetRequiredService<ITurnStore>();
            if (!await Publish(app, error, cancellationToken))
                return Output.Wrong;

            ContentControl.Map(app);
            await app.StartAsync(cancellationToken);

            // Talks on a pack that was called back while no server ran.
            await app.Services.GetRequiredService<ContentPublisher>().MoveTalks(app.Services.GetRequiredService<IInbox>(), cancellationToken);
            await Announce(app, settings, output, cancellationToken);
            await app.WaitForShutdownAsync(cancellationToken);
            return Output.Holds;
        }
        catch (Exception failure) when (failure is StoreUnavailableException or IOException)
        {
            await error.Line($"error: {failure.Message}");
            return Output.Wrong;
        }
    }

    /// <summary>The whole application; tests replace services by <paramref name="more"/>.</summary>
    public static WebApplication Build(HostSettings settings, IConfiguration sources, TimeProvider time, Action<IServiceCollection> more)
    {
        // Of the usual builders' files and watchers nothing is wanted: the settings were read already.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddConfiguration(sources);
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration();
        builder.Services.AddRouting();
        builder.WebHost.UseUrls(settings.Urls.Split(';'));
        builder.Logging.AddConfiguration(sources.GetSection("Logging"));
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "yyyy-MM-dd HH:mm:ss ";
        });
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Logging.AddFilter("Polly", LogLevel.Warning);

        // What stops the start is said in one line by Run.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);

        var services = builder.Services;
        services.AddSingleton(time);
        services.AddSingleton(settings.Zone);
        services.AddStorage(settings.Storage);
        services.AddApplication(settings.Conversation, settings.Content);
        services.AddWebChat();
        if (settings.Telegram is { } telegram)
            services.AddTelegram(telegram);

        if (settings.WhatsApp is { } whatsApp)
            services.AddWhatsApp(whatsApp);

        services.AddDesk(settings.Desk);
        services.AddDataProtection().SetApplicationName("ConsultBot").PersistKeysToFileSystem(KeyFolder(settings.Storage));
        more(services);

        var app = builder.Build();

        // A proxy on this machine may name the caller; anybody else's word is not taken.
        app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto });
        app.MapGet("/health/live", () => Results.Text("live"));
        app.MapGet("/health/ready", (DeskHealth health) => health.IsReady ? Results.Text("ready") : Results.Text("not ready", statusCode: StatusCodes.Status503ServiceUnavailable));
        if (settings.Telegram is { Mode: "webhook" })
            app.MapTelegramWebhook();

        app.MapDesk();
        return app;
    }

    /// <summary>Puts the content in force; false when it has errors, which were printed.</summary>
    public static async Task<bool> Publish(WebApplication app, TextWriter error, CancellationToken cancellationToken)
    {
        var problems = await app.Services.GetRequiredService<ContentPublisher>().Publish(cancellationToken);
        foreach (var problem in problems.Where(problem => problem.IsError))
            await error.Line(problem.ToString());

        return !problems.Any(problem => problem.IsError);
    }

    /// <summary>Says where the desk is and, while there is no account, the link that makes its administrator.</summary>
    public static async Task Announce(WebApplication app, HostSettings settings, TextWriter output, CancellationToken cancellationToken)
    {
        foreach (var address in app.Urls)
            await output.Line($"Web chat: {address}/   Desk: {address}/desk");

        var publicUrl = settings.Desk.PublicUrl.Length > 0 ? settings.Desk.PublicUrl : app.Urls.First();
        var invitations = app.Services.GetRequiredService<IInvitations>();
        if (await invitations.AnyAccount(cancellationToken))
            return;

        var until = app.Services.GetRequiredService<TimeProvider>().GetUtcNow() + _firstLink;
        var token = await invitations.Create(new Invitation(AccountRoles.Admin, null, ["*"], until), cancellationToken);
        await output.Line($"Administrator: {DeskAddresses.Invitation(publicUrl, token)}");
    }

    private static DirectoryInfo KeyFolder(StorageOptions storage) =>
        new(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(storage.Path)) ?? ".", "keys"));
}
