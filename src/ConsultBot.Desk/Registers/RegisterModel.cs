using System.Globalization;
using ConsultBot.Application.Registers;
using ConsultBot.Desk.Shared;

namespace ConsultBot.Desk.Registers;

/// <param name="Known">The day as typed, for the form.</param>
public sealed record RegisterModel(
    RegisterQuestion Question, DateOnly? Known, RegisterResult Found, IReadOnlyList<(string Id, string Name)> Topics,
    IReadOnlyList<(string Id, string Name)> Regions, IReadOnlyList<Fault> Faults)
{
    /// <summary>The question as an address's query, without the page, ending in &amp;.</summary>
    public string Query
    {
        get
        {
            var parts = new (string Name, string? Value)[]
            {
                ("q", Question.Words), ("topic", Question.Topic), ("region", Question.Region), ("on", Day(Question.On)), ("known", Day(Known)),
                ("all", Question.All ? "1" : null),
            };
            return string.Concat(parts.Where(part => !string.IsNullOrEmpty(part.Value)).Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value!)}&"));
        }
    }

    /// <summary>A day as people here write it.</summary>
    public static string? Written(DateOnly? day) => day?.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture);

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
