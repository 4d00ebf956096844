using ConsultBot.Application.Packs;
using ConsultBot.Domain.Messages;

namespace ConsultBot.Application.Registers;

/// <summary>Who answers for a topic, and why.</summary>
public static class WhoAnswers
{
    /// <param name="topic">A topic's id; null or <c>*</c> = the desk as a whole.</param>
    /// <param name="archived">The register as it was known then; null = as it stands.</param>
    /// <returns>Official and position are null when nobody is in force.</returns>
    public static WhoAnswer Ask(DeskContent content, TimeZoneInfo zone, string? topic, string? region, DateTimeOffset at, string? language, ArchivedRegister? archived = null)
    {
        var lang = Languages.Parse(language) ?? Language.Kk;
        var known = content.Pack.Topic(topic);
        var date = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);
        var register = archived?.Register ?? content.Register;
        var found = register.Resolve(known?.Id ?? topic, known?.Group, region, date);
        var steps = new List<string>();
        if (archived is not null)
            steps.Add($"register R-{register.Number:000000} of {archived.Publication.At:O}, as known then");

        if (topic is not null && known is null && found.Rule.Topic != topic)
            steps.Add($"topic {topic} is not in the pack: what holds for all topics holds for it");
        if (region is not null && register.Region(region) is null)
            steps.Add($"region {region} is not in the register: what holds for the whole country holds for it");

        steps.Add($"rule {found.Rule.Id}: topic {found.Rule.Topic}, region {found.Rule.Region} -> position {found.Rule.Position}");
        steps.AddRange(found.Steps.Select(step => step.Assignment is null
            ? $"{step.Position}: nobody in force on {date:yyyy-MM-dd}{(step.Position == found.SignedAt.Id ? "" : ", one level up")}"
            : $"{step.Position}: assignment {step.Assignment} is in force"));
        var unit = register.Unit(found.SignedAt.Unit)!;
        var signature = found.Assignment is null
            ? null
            : register.Sign(known?.Id ?? topic, known?.Group, region, date, lang, Domain.Registers.SignatureForm.Full);
        return new WhoAnswer(
            topic ?? "*", region ?? Domain.Registers.Register.RootRegion, TimeZoneInfo.ConvertTime(at, zone), signature?.Official, signature?.Position,
            unit.Name.In(lang), register.Data.Bodies.First(body => body.Id == unit.Body).Name.In(lang),
            found.Assignment is null ? null : SimulatedSignature.ActingMark(found.Assignment.Kind), found.Level, found.Raised, found.Assignment?.Id, steps);
    }
}

/// <param name="Acting">acting or substitute; null for a permanent holder.</param>
/// <param name="Level">Vacant positions passed.</param>
public sealed record WhoAnswer(
    string Topic, string Region, DateTimeOffset At, string? Official, string? Position, string Unit, string Body, string? Acting,
    int Level, int Raised, string? Assignment, IReadOnlyList<string> Steps);
