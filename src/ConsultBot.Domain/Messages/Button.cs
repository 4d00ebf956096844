namespace ConsultBot.Domain.Messages;

/// <summary>A choice that can also be typed. <paramref name="Value"/> is at most 48 bytes, so that it fits every channel's payload.</summary>
public sealed record Button(string Value, string Label);
