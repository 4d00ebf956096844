namespace ConsultBot.Desk.Shared;

/// <summary>A page that only says something.</summary>
public sealed record Note(string Title, string Words, string? Back);
