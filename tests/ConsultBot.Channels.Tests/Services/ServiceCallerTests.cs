using System.Text;
using ConsultBot.Application.Ports;
using ConsultBot.Channels.Services;
using ConsultBot.Domain.Messages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ConsultBot.Channels.Tests.Services;

/// <summary>Outside services over real HTTP: asked once, within their time and size, and nowhere else.</summary>
public sealed class ServiceCallerTests : IAsyncLifetime
{
    private readonly WebApplication _server = Server();
    private readonly List<string> _asked = [];
    private Func<HttpContext, Task> _answer = context => context.Response.WriteAsync("{}");

    public async ValueTask InitializeAsync()
    {
        _server.Run(async context =>
        {
            using var body = new StreamReader(context.Request.Body);
            _asked.Add($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString} {context.Request.Headers.Authorization} {await body.ReadToEndAsync(context.RequestAborted)}".Trim());
            await _answer(context);
        });
        await _server.StartAsync();
    }

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Values_are_sent_and_the_wanted_fields_come_back()
    {
        _answer = context => context.Response.WriteAsync("""{"found": true, "nearest": {"places": [{"no": 17}]}, "name": "Кенсе", "secret": "x", "none": null}""");

        var reply = await Call(new() { ["family"] = "үлкен & \"бай\"" }, "found", "nearest.places.0.no", "name", "none", "gone.deep");

        Assert.Null(reply.Fault);
        Assert.Equal(new Dictionary<string, string> { ["found"] = "yes", ["nearest.places.0.no"] = "17", ["name"] = "Кенсе" }, reply.Values);
        Assert.Equal("""POST /ask?fixed=1 Bearer key {"family":"\u04AF\u043B\u043A\u0435\u043D \u0026 \u0022\u0431\u0430\u0439\u0022"}""", Assert.Single(_asked));
    }

    [Fact]
    public async Task A_service_may_be_asked_by_its_address()
    {
        await Call(new() { ["q"] = "а б&c=d" }, options => options with { Posts = false });

        Assert.Equal("GET /ask?fixed=1&q=%D0%B0%20%D0%B1%26c%3Dd Bearer key", Assert.Single(_asked));
    }

    [Theory]
    [InlineData(404, "x", "answered 404")]
    [InlineData(302, "", "answered 302")]
    [InlineData(200, "<html>", "said no JSON")]
    [InlineData(200, "[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]", "said no JSON")]
    [InlineData(200, "{\"a\": \"\\ud800\"}", "said no JSON")]
    public async Task What_is_no_answer_is_told(int status, string body, string fault)
    {
        _answer = context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = "https://elsewhere.example/";
            return context.Response.WriteAsync(body);
        };

        Assert.Equal(fault, (await Call([], "a")).Fault);
        Assert.Single(_asked);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_answer_over_the_limit_is_not_read_to_its_end(bool announced)
    {
        _answer = async context =>
        {
            if (announced)
                context.Response.ContentLength = 50_000_000;

            var part = Encoding.UTF8.GetBytes(new string('x', 100_000));
            for (var i = 0; i < 500; i++)
                await context.Response.Body.WriteAsync(part, context.RequestAborted);
        };

        Assert.Equal("said more than 1000 bytes", (await Call([], "a")).Fault);
    }

    [Fact]
    public async Task A_field_longer_than_a_slot_is_a_fault()
    {
        _answer = context => context.Response.WriteAsync($$"""{"a": "{{new string('x', 501)}}"}""");

        Assert.Equal("said more than 500 characters in 'a'", (await Call([], "a")).Fault);
    }

    [Fact]
    public async Task A_silent_service_is_left_after_its_time()
    {
        _answer = context => Task.Delay(TimeSpan.FromMinutes(1), context.RequestAborted);

        Assert.Equal("took longer than 1 s", (await Call([], options => options with { TimeoutSeconds = 1 })).Fault);
    }

    [Fact]
    public async Task A_service_that_is_not_there_is_told()
    {
        Assert.Equal("cannot be reached", (await Call([], options => options with { Url = new Uri("http://127.0.0.1:1/") })).Fault);
        using var caller = Caller(new ServiceOptions { Name = "places", Url = new Uri(_server.Urls.First()) });
        Assert.Equal("is not declared", (await caller.Call(new CallService("other", 1, new Dictionary<string, string>(), []), TestContext.Current.CancellationToken)).Fault);
    }

    [Fact]
    public async Task The_stop_of_the_desk_cuts_a_call_off()
    {
        using var stop = new CancellationTokenSource();
        _answer = async context =>
        {
            await stop.CancelAsync();
            await Task.Delay(TimeSpan.FromMinutes(1), context.RequestAborted);
        };
        using var caller = Caller(new ServiceOptions { Name = "places", Url = new Uri(_server.Urls.First()) });

        Assert.Equal("was cut off by the desk's stop", (await caller.Call(new CallService("places", 1, new Dictionary<string, string>(), []), stop.Token)).Fault);
    }

    private Task<ServiceReply> Call(Dictionary<string, string> values, params string[] fields) => Call(values, options => options, fields);

    private async Task<ServiceReply> Call(Dictionary<string, string> values, Func<ServiceOptions, ServiceOptions> change, params string[] fields)
    {
        using var caller = Caller(change(new ServiceOptions { Name = "places", Url = new Uri(_server.Urls.First() + "/ask?fixed=1"), Authorization = "Bearer key", MaxBytes = 1000 }));
        return await caller.Call(new CallService("places", 3, values, fields), TestContext.Current.CancellationToken);
    }

    private static ServiceCaller Caller(ServiceOptions options)
    {
        var services = new ServiceCollection().AddSingleton(TimeProvider.System).AddServiceCalls([options]).BuildServiceProvider();
        return (ServiceCaller)services.GetRequiredService<IServiceCaller>();
    }

    private static WebApplication Server()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        return builder.Build();
    }
}
