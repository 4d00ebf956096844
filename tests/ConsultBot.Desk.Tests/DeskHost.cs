using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using ConsultBot.Application.Consultations;
using ConsultBot.Application.Ports;
using ConsultBot.Domain.Conversations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace ConsultBot.Desk.Tests;

/// <summary>The pages on a free port of this machine, over conversations in memory.</summary>
internal sealed class DeskHost : IAsyncDisposable, IPresence, ISecrets, IChance
{
    private readonly WebApplication _app;
    private int _seed;

    private DeskHost()
    {
        Time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 5, 42, 0, TimeSpan.Zero));
        Register = new FakeRegister();
        Conversations = new FakeConversations(Register, Time);
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var services = builder.Services;
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton<IInbox>(Conversations);
        services.AddSingleton<IConversationReader>(Conversations);
        services.AddSingleton<ITurnFeed>(Conversations);
        services.AddSingleton<IPublicFace>(Register);
        services.AddSingleton<IRegisterDirectory>(Register);
        services.AddSingleton<ITopicLinks>(new FakeLinks());
        services.AddSingleton<IPresence>(this);
        services.AddSingleton<ISecrets>(this);
        services.AddSingleton<IChance>(this);
        services.AddSingleton<FakeAccounts>();
        services.AddSingleton<IInvitations>(provider => provider.GetRequiredService<FakeAccounts>());
        services.AddSingleton<IUserStore<IdentityUser>>(provider => provider.GetRequiredService<FakeAccounts>());
        services.AddIdentityCore<IdentityUser>().AddSignInManager();
        services.AddDesk(new DeskOptions());
        services.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider());
        _app = builder.Build();
        _app.MapDesk();
    }

    public FakeTimeProvider Time { get; }

    public FakeRegister Register { get; }

    public FakeConversations Conversations { get; }

    public HashSet<string> Present { get; } = [];

    public string Url => _app.Urls.First();

    public static async Task<DeskHost> Start()
    {
        var host = new DeskHost();
        await host._app.StartAsync();
        return host;
    }

    public Browser Open(string language = "kk") => new(new Uri(Url), language);

    /// <summary>A browser of a new account, signed in.</summary>
    public async Task<Browser> SignIn(string name, string role, string? person, params string[] units)
    {
        var token = await Invite(role, person, units);
        var browser = Open();
        await browser.Read($"/desk/invitation?token={token}");
        var answer = await browser.Post("/desk/invitation", ("user", name), ("password", Password));
        Assert.Equal(HttpStatusCode.SeeOther, answer.Status);
        return browser;
    }

    public Task<string> Invite(string role, string? person, params string[] units) =>
        _app.Services.GetRequiredService<IInvitations>().Create(new Invitation(role, person, units, Time.GetUtcNow().AddDays(1)), CancellationToken.None);

    public const string Password = "Qalay-1-Jaqsy";

    public static Consultation Consultation(string number, string unit = FakeRegister.Unit) => new()
    {
        Number = number,
        Unit = unit,
        OpenedAt = new DateTimeOffset(2026, 11, 24, 5, 31, 0, TimeSpan.Zero),
        QueuedAt = new DateTimeOffset(2026, 11, 24, 5, 31, 0, TimeSpan.Zero),
        Due = new DateTimeOffset(2026, 11, 24, 5, 54, 0, TimeSpan.Zero),
        Question = "Куәлігім жоғалды, не істеймін?",
        Topic = "id-card",
        Region = "alatau",
    };

    public string CodeHash(string number, string code) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(GetOrCreate(CheckCodes.SecretName), Encoding.UTF8.GetBytes($"{number}:{code}")));

    public byte[] GetOrCreate(string name) => SHA256.HashData(Encoding.UTF8.GetBytes(name));

    public void Fill(Span<byte> bytes)
    {
        var seed = Interlocked.Increment(ref _seed);
        SHA256.HashData(BitConverter.GetBytes(seed)).AsSpan(0, bytes.Length).CopyTo(bytes);
    }

    public IDisposable Enter(string account, IReadOnlyList<string> units)
    {
        Present.Add(account);
        return new Lease(() => Present.Remove(account));
    }

    public int Online(string unit) => Present.Count;

    public bool IsOnline(string account) => Present.Contains(account);

    public Task Stop() => _app.StopAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private sealed class Lease(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}

/// <summary>A browser without script: keeps cookies, fills in the hidden fields of the page it has read.</summary>
internal sealed partial class Browser : IDisposable
{
    private readonly HttpClientHandler _handler = new() { AllowAutoRedirect = false };
    private readonly HttpClient _client;
    private string _page = "";

    public Browser(Uri site, string language)
    {
        _client = new HttpClient(_handler) { BaseAddress = site };
        _client.DefaultRequestHeaders.Add("Accept-Language", language);
    }

    public CookieCollection Cookies => _handler.CookieContainer.GetAllCookies();

    public HttpClient Client => _client;

    public async Task<Answer> Read(string path) => await Take(await _client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken));

    public async Task<Answer> Post(string path, params (string Name, string Value)[] fields)
    {
        var all = fields.Select(field => KeyValuePair.Create(field.Name, field.Value)).ToList();
        foreach (var name in new[] { "__RequestVerificationToken", "token", "request" })
        {
            var hidden = Regex.Match(_page, $"name=\"{name}\"[^>]*value=\"([^\"]*)\"", RegexOptions.None, TimeSpan.FromSeconds(1));
            if (hidden.Success && all.TrueForAll(field => field.Key != name))
                all.Add(KeyValuePair.Create(name, WebUtility.HtmlDecode(hidden.Groups[1].Value)));
        }

        using var form = new FormUrlEncodedContent(all);
        return await Take(await _client.PostAsync(new Uri(path, UriKind.Relative), form, TestContext.Current.CancellationToken));
    }

    public void Dispose()
    {
        _client.Dispose();
        _handler.Dispose();
    }

    private async Task<Answer> Take(HttpResponseMessage response)
    {
        using (response)
        {
            var page = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            if (page.Length > 0)
                _page = page;

            return new Answer(response.StatusCode, WebUtility.HtmlDecode(page), response.Headers.Location?.ToString(), page, response.Headers.ToDictionary(
                header => header.Key, header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase));
        }
    }
}

internal sealed record Answer(HttpStatusCode Status, string Page, string? Location, string Raw, IReadOnlyDictionary<string, string> Headers);
