using ConsultBot.Domain.Conversations;
using ConsultBot.Storage.Sqlite;
using ConsultBot.Storage.Tests.Conformance;

namespace ConsultBot.Storage.Tests.Sqlite;

public sealed class ConversationCacheTests
{
    [Fact]
    public void The_cache_forgets_what_was_not_used_for_long_and_keeps_the_rest()
    {
        var cache = new ConversationCache(capacity: 10);
        cache.Add(Conversation(1));
        for (var i = 2; i < 50; i++)
        {
            cache.Add(Conversation(i));
            Assert.True(cache.TryGet(1, out _));
        }

        Assert.True(cache.TryGet(Sample.Citizen(1), out var kept));
        Assert.Equal(1, kept.Id);
        Assert.False(cache.TryGet(2, out _));
        Assert.False(cache.TryGet(Sample.Citizen(2), out _));
        Assert.True(Enumerable.Range(1, 49).Count(i => cache.TryGet(i, out _)) <= 10);
    }

    [Fact]
    public void A_moved_conversation_is_not_found_at_its_old_address()
    {
        var cache = new ConversationCache(capacity: 4);
        var conversation = Conversation(1);
        cache.Add(conversation);

        cache.Move(conversation, Sample.Citizen(9));

        Assert.False(cache.TryGet(Sample.Citizen(1), out _));
        Assert.True(cache.TryGet(Sample.Citizen(9), out _));
    }

    private static CachedConversation Conversation(int id) =>
        new(id, Sample.Citizen(id), ConversationState.New, id, [], []) { Account = 1 };
}
