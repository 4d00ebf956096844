namespace ConsultBot.Desk.Shared;

/// <summary>What is wrong with a form, and the field it belongs to.</summary>
/// <param name="Field">Id of the field.</param>
public sealed record Fault(string Field, string Words);
