using ConsultBot.Domain.Conversations;
using ConsultBot.Domain.Conversations.Events;
using ConsultBot.Domain.Journals;

namespace ConsultBot.Domain.Tests;

public class DeliveryFailedTests
{
    private readonly Talk _talk = new();

    [Fact]
    public void A_citizen_who_blocked_us_is_marked_and_gets_no_message_of_our_own_accord_until_he_writes_again()
    {
        var number = Withdrawn();
        var blocked = _talk.Do(new DeliveryFailed(7, "403: blocked", Unreachable: true, Unknown: false, Again: false));

        Assert.Equal([new JournalMark("deliveryRejected", "7: 403: blocked")], blocked.Marks);
        Assert.True(_talk.State.Unreachable);
        Assert.Empty(_talk.Do(new TimerFired(TimerKind.Rating, number)).Messages);

        _talk.Write("меню");
        Assert.False(_talk.State.Unreachable);
        Assert.NotEmpty(_talk.Do(new TimerFired(TimerKind.Rating, number)).Messages);
    }

    [Fact]
    public void A_rejection_that_is_not_the_citizens_marks_nobody_unreachable()
    {
        _talk.Do(new DeliveryFailed(7, "400: too long", Unreachable: false, Unknown: false, Again: false));

        Assert.False(_talk.State.Unreachable);
    }

    [Theory]
    [InlineData(true, "possibleDuplicate")]
    [InlineData(false, "deliveryUnknown")]
    public void The_journal_says_of_an_unknown_message_whether_it_goes_again(bool again, string mark)
    {
        var turn = _talk.Do(new DeliveryFailed(7, "cut", Unreachable: false, Unknown: true, again));

        Assert.Equal([new JournalMark(mark, "7: cut")], turn.Marks);
        Assert.Empty(turn.Messages);
    }

    private string Withdrawn()
    {
        _talk.Write("позовите человека");
        var number = _talk.State.Consultation!.Number;
        _talk.Write("отмена");
        Assert.Null(_talk.State.Consultation);
        return number;
    }
}
