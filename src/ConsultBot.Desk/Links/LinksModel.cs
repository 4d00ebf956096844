using ConsultBot.Application.Ports;

namespace ConsultBot.Desk.Links;

/// <param name="One">The topic of a poster; null for the list.</param>
public sealed record LinksModel(LinkRow? One, IReadOnlyList<LinkRow> All);

/// <param name="Official">Who is accountable for the topic; null when nobody is in force.</param>
public sealed record LinkRow(string Topic, string Label, AccountableOfficial? Official, IReadOnlyList<ChannelLink> Links);
