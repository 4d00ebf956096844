using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using ConsultBot.Application;
using ConsultBot.Application.Journals;
using ConsultBot.Application.Packs;
using ConsultBot.Application.Ports;
using ConsultBot.Application.Privacy;
using ConsultBot.Application.Registers;
using ConsultBot.Settings;
using ConsultBot.Storage;
using Microsoft.AspNetCore.Mvc;

namespace ConsultBot.Wiring;

/// <summary>
/// Publishing from the command line. Only one process writes the database: where a server runs, the command asks it, and
/// proves by a secret of the database that it may.
/// </summary>
internal static class ContentControl
{
    private const string SecretName = "control";
    private const string ImportAddress = "/control/import";
    private const string RecallAddress = "/control/recall";
    private const string NoteAddress = "/control/note";
    private const string EraseAddress = "/control/erase";
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    /// <summary>Serves the commands; the secret is made here, so that a command finds it.</summary>
    public static void Map(WebApplication app)
    {
        var secret = Word(app.Services.GetRequiredService<ISecrets>());
        var control = app.MapGroup("").AddEndpointFilter(async (invocation, next) =>
            IsAllowed(invocation.HttpContext.Request, secret) ? await next(invocation) : Results.StatusCode(StatusCodes.Status403Forbidden));
        control.MapPost(ImportAddress, async (ContentFiles files, ContentPublisher publisher, CancellationToken cancellationToken) =>
            await publisher.Import(SourceFiles.FromTexts(files.Pack), SourceFiles.FromTexts(files.Register), cancellationToken));
        control.MapPost(RecallAddress + "/{number:int}", async (int number, ContentPublisher publisher, IInbox inbox, CancellationToken cancellationToken) =>
        {
            var recalled = await publisher.Recall(number, cancellationToken);
            if (recalled.Fault is null)
                await publisher.MoveTalks(inbox, cancellationToken);

            return recalled;
        });
        control.MapPost(NoteAddress, (NotedAct act, IDeskJournal journal, TimeProvider time) =>
        {
            ActNotes.Add(journal, act, time.GetUtcNow());
            return true;
        });
        control.MapPost(EraseAddress, async ([FromBody] string address, Erasure erasure, CancellationToken cancellationToken) =>
            await erasure.Through(address, cancellationToken));
    }

    public static Task<ImportedContent> Import(HostSettings settings, TimeProvider time, SourceFiles pack, SourceFiles register, CancellationToken cancellationToken) =>
        Do(
            settings, time, services => services.GetRequiredService<ContentPublisher>().Import(pack, register, cancellationToken),
            client => client.PostAsJsonAsync(ImportAddress, new ContentFiles(pack.Texts, register.Texts), cancellationToken), cancellationToken);

    public static Task<RecalledContent> Recall(HostSettings settings, TimeProvider time, int number, CancellationToken cancellationToken) =>
        Do(
            settings, time, services => services.GetRequiredService<ContentPublisher>().Recall(number, cancellationToken),
            client => client.PostAsync(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{RecallAddress}/{number}"), null, cancellationToken), cancellationToken);

    /// <summary>Reads need no server and no lock.</summary>
    public static async Task<ExportedContent?> Export(HostSettings settings, TimeProvider time, int? number, CancellationToken cancellationToken)
    {
        await using var services = Services(settings, time);
        return await services.GetRequiredService<ContentPublisher>().Export(number, cancellationToken);
    }

    /// <summary>The register as it was known at an instant; null when none was published.</summary>
    public static async Task<ArchivedRegister?> RegisterAsKnown(HostSettings settings, TimeProvider time, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using var services = Services(settings, time);
        return await services.GetRequiredService<RegisterArchive>().AsKnown(at, cancellationToken);
    }

    /// <summary>Notes acts of a command in the desk's own journal.</summary>
    /// <exception cref="StoreUnavailableException">Nothing was noted: what was to be noted must not be done.</exception>
    public static Task Note(HostSettings settings, TimeProvider time, NotedAct act, CancellationToken cancellationToken) => Do(
        settings, time,
        services =>
        {
            ActNotes.Add(services.GetRequiredService<IDeskJournal>(), act, time.GetUtcNow());
            return Task.FromResult(true);
        },
        client => client.PostAsJsonAsync(NoteAddress, act, cancellationToken), cancellationToken);

    /// <summary>Destroys a citizen's data.</summary>
    /// <returns>How many conversations were erased.</returns>
    /// <exception cref="StoreUnavailableException">Neither the database nor a server can be reached.</exception>
    public static Task<ErasedData> Erase(HostSettings settings, TimeProvider time, string address, CancellationToken cancellationToken) => Do(
        settings, time, services => services.GetRequiredService<Erasure>().Alone(address, cancellationToken),
        client => client.PostAsJsonAsync(EraseAddress, address, cancellationToken), cancellationToken);

    /// <exception cref="StoreUnavailableException">Neither the database nor a server can be reached.</exception>
    private static async Task<T> Do<T>(
        HostSettings settings, TimeProvider time, Func<IServiceProvider, Task<T>> here, Func<HttpClient, Task<HttpResponseMessage>> there,
        CancellationToken cancellationToken)
    {
        await using var services = Services(settings, time);
        try
        {
            services.GetRequiredService<ITurnStore>();
        }
        catch (StoreUnavailableException locked)
        {
            return await Ask<T>(services, settings, there, locked, cancellationToken);
        }

        return await here(services);
    }

    private static async Task<T> Ask<T>(
        ServiceProvider services, HostSettings settings, Func<HttpClient, Task<HttpResponseMessage>> there, StoreUnavailableException locked,
        CancellationToken cancellationToken)
    {
        using var client = services.GetRequiredService<IHttpClientFactory>().CreateClient(SecretName);
        client.BaseAddress = ServerAddress(settings.Urls.Split(';')[0]);
        client.Timeout = _patience;
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Word(services.GetRequiredService<ISecrets>()));
        try
        {
            using var response = await there(client);
            response.EnsureSuccessStatusCode();
            return (await response.Content.ReadFromJsonAsync<T>(cancellationToken))!;
        }
        catch (HttpRequestException error)
        {
            throw new StoreUnavailableException($"{locked.Message} Nor does a server answer at {client.BaseAddress}: {error.Message}", error);
        }
    }

    private static ServiceProvider Services(HostSettings settings, TimeProvider time)
    {
        var services = new ServiceCollection().AddLogging().AddSingleton(time).AddSingleton(settings.Zone)
            .AddSingleton<IChance, SystemChance>().AddStorage(settings.Storage).AddContent(settings.Content);
        services.AddHttpClient(SecretName).RemoveAllLoggers();
        return services.BuildServiceProvider();
    }

    // A server that listens everywhere is reached here.
    private static Uri ServerAddress(string listening)
    {
        var address = listening.Replace("://*", "://127.0.0.1", StringComparison.Ordinal).Replace("://+", "://127.0.0.1", StringComparison.Ordinal)
            .Replace("://0.0.0.0", "://127.0.0.1", StringComparison.Ordinal).Replace("://[::]", "://[::1]", StringComparison.Ordinal);
        return new Uri(address);
    }

    private static bool IsAllowed(HttpRequest request, string secret) =>
        AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var header) && header is { Scheme: "Bearer", Parameter: { } word }
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(word), Encoding.UTF8.GetBytes(secret));

    private static string Word(ISecrets secrets) => Convert.ToHexString(secrets.GetOrCreate(SecretName));

    private sealed record ContentFiles(IReadOnlyDictionary<string, string> Pack, IReadOnlyDictionary<string, string> Register);
}
