using ConsultBot.Domain.Journals;
using ConsultBot.Domain.Messages;

namespace ConsultBot.Application.Packs;

/// <summary>Answers that a new pack words otherwise: the journal keeps both texts.</summary>
internal static class AnswerChanges
{
    public static IEnumerable<DeskEvent> Between(SourceFiles before, SourceFiles after, string by)
    {
        if (ContentSources.BuildPack(before, 0) is not { } old || ContentSources.BuildPack(after, 0) is not { } now)
            return [];

        return old.Data.Topics.Select(topic => topic.Id).Union(now.Data.Topics.Select(topic => topic.Id), StringComparer.Ordinal)
            .SelectMany(topic => Languages.All.Select(language => new DeskEvent(
                DeskEvents.AnswerChanged, by, Subject: $"{topic} {language.Code()}", Before: old.Topic(topic)?.Answer?.In(language).Source,
                After: now.Topic(topic)?.Answer?.In(language).Source)))
            .Where(change => change.Before != change.After);
    }
}
