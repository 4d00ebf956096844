using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ConsultBot.Application.Registers;
using ConsultBot.Desk.Shared;
using ConsultBot.Desk.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ConsultBot.Desk.Registers;

/// <summary>The public register: for people a page, for programs JSON and CSV. Without an account.</summary>
internal static class RegisterEndpoints
{
    public const string Address = "/register";
    public const string Api = "/api/v1/register";

    private const int LongestWords = 200;

    private static readonly string[] _dayFields = ["on", "known"];
    private static readonly string[] _days = ["yyyy-MM-dd", "dd.MM.yyyy", "d.M.yyyy"];

    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Address, Show).AllowAnonymous();
        routes.MapGet(Api, Json).AllowAnonymous();
        routes.MapGet(Api + ".csv", Csv).AllowAnonymous();
    }

    private static async Task<IResult> Show(
        HttpContext context, Screens screens, [FromServices] PublicRegister register, [FromServices] TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var screen = screens.Of(context);
        var query = context.Request.Query;
        var question = Question(query, zone);
        var found = await register.Find(question, screen.Language, cancellationToken);
        Fault[] faults = [.. _dayFields.Where(field => Text(query[field]) is not null && Day(query[field]) is null).Select(field => new Fault(field, screen.T["register.badday"]))];
        return Page.Of<RegisterPage>(
            screen, new RegisterModel(question, Day(query["known"]), found, register.Topics(screen.Language), register.Regions(screen.Language), faults),
            faults.Length > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private static async Task<IResult> Json(
        HttpContext context, [FromServices] PublicRegister register, [FromServices] TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var found = await register.Find(Question(context.Request.Query, zone), PageLanguage.Of(context), cancellationToken);
        return Results.Json(found, _json);
    }

    private static async Task<IResult> Csv(
        HttpContext context, [FromServices] PublicRegister register, [FromServices] TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var found = await register.Find(Question(context.Request.Query, zone) with { Whole = true }, PageLanguage.Of(context), cancellationToken);
        return Results.Bytes(RegisterTable.Public(found), "text/csv; charset=utf-8", "register.csv");
    }

    private static RegisterQuestion Question(IQueryCollection query, TimeZoneInfo zone)
    {
        var words = Text(query["q"]);
        // A day's last instant: what was recorded on that day was known by its end.
        DateTimeOffset? known = Day(query["known"]) is { } day && day < DateOnly.MaxValue
            ? new DateTimeOffset(day.AddDays(1).ToDateTime(TimeOnly.MinValue), zone.GetUtcOffset(day.ToDateTime(TimeOnly.MinValue))).AddMilliseconds(-1)
            : null;
        return new RegisterQuestion(
            words?.Length > LongestWords ? words[..LongestWords] : words, Day(query["on"]), known, Text(query["topic"]), Text(query["region"]),
            query["all"] == "1", int.TryParse(query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? page : 1);
    }

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();

    private static DateOnly? Day(string? value) =>
        DateOnly.TryParseExact(value?.Trim(), _days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day > DateOnly.MinValue ? day : null;
}
