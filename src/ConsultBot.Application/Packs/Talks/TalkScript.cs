using ConsultBot.Domain.Problems;

namespace ConsultBot.Application.Packs.Talks;

/// <summary>A talk as its author wrote it: what the citizen and the officer do, and what must come back.</summary>
/// <param name="Lang">Chosen beforehand; null = as the citizen writes.</param>
/// <param name="At">When it begins; null = now.</param>
internal sealed record TalkScript(string Name, string? Lang, string Channel, DateTimeOffset? At, IReadOnlyList<TalkLine> Lines, Place Place);

/// <summary>One act and what must come of it.</summary>
/// <param name="Act">citizen, press, photo, location, wait, service or officer.</param>
/// <param name="Expect">
/// Each must be found in the reply: a text's id, <c>answer TOPIC</c>, <c>silence</c>, or a pattern with <c>*</c> in it.
/// </param>
/// <param name="Span">Where the value of <c>expect</c> stands in the file; null when there is none.</param>
/// <param name="End">Where the act's value ends: behind it an <c>expect</c> can be written.</param>
internal sealed record TalkLine(
    string Act, string Argument, IReadOnlyList<string> Expect, string? Owner, IReadOnlyList<string>? Buttons,
    IReadOnlyDictionary<string, string> Slots, Place Place, Range? Span, Index End);
