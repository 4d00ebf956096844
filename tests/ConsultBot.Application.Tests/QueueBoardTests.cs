using ConsultBot.Application.Consultations;
using ConsultBot.Application.Ports;
using ConsultBot.Domain.Conversations;
using CsCheck;

namespace ConsultBot.Application.Tests;

public class QueueBoardTests
{
    private static readonly DateTimeOffset _start = new(2026, 11, 24, 5, 0, 0, TimeSpan.Zero);

    private readonly Presence _presence = new();
    private readonly QueueBoard _board;

    public QueueBoardTests() => _board = new QueueBoard(_presence);

    [Fact]
    public void Urgent_goes_first_then_the_nearest_due_time_then_arrival()
    {
        _board.Apply(Waiting("K-1", queued: 0, due: 60));
        _board.Apply(Waiting("K-2", queued: 1, due: 30));
        _board.Apply(Waiting("K-3", queued: 2, due: null));
        _board.Apply(Waiting("K-4", queued: 3, due: 30));
        _board.Apply(Waiting("K-5", queued: 4, due: 90) with { Urgent = true });

        Assert.Equal(["K-5", "K-2", "K-4", "K-1", "K-3"], Order("K-1", "K-2", "K-3", "K-4", "K-5"));
        Assert.Equal(6, _board.Figures("documents", null).Place);
        Assert.Equal(1, _board.Figures("social", null).Place);
    }

    [Fact]
    public void A_claimed_consultation_leaves_its_place_and_its_wait_is_remembered()
    {
        var first = Waiting("K-1", queued: 0, due: 60);
        _board.Apply(first);
        _board.Apply(Waiting("K-2", queued: 1, due: 60));

        _board.Apply(first with { Status = ConsultationStatus.WithOfficer, ClaimedAt = _start.AddMinutes(7) });

        var figures = _board.Figures("documents", "K-2");
        Assert.Equal(1, figures.Place);
        Assert.Equal(TimeSpan.FromMinutes(7), Assert.Single(figures.RecentWaits));
    }

    [Fact]
    public void A_consultation_that_moves_to_another_unit_waits_there_alone()
    {
        var moved = Waiting("K-1", queued: 0, due: 60);
        _board.Apply(moved);
        _board.Apply(moved with { Unit = "social" });

        Assert.Equal(1, _board.Figures("documents", null).Place);
        Assert.Equal(2, _board.Figures("social", null).Place);
    }

    [Fact]
    public void The_latest_twenty_waits_are_kept_newest_first()
    {
        for (var i = 1; i <= 25; i++)
        {
            var row = Waiting($"K-{i}", queued: 0, due: 60);
            _board.Apply(row);
            _board.Apply(row with { Status = ConsultationStatus.WithOfficer, ClaimedAt = _start.AddMinutes(i) });
        }

        var waits = _board.Figures("documents", null).RecentWaits;
        Assert.Equal(Enumerable.Range(6, 20).Reverse().Select(minutes => TimeSpan.FromMinutes(minutes)), waits);
    }

    [Fact]
    public void Officers_online_are_those_who_see_the_unit()
    {
        using var officer = _presence.Enter("asel", ["documents"]);

        Assert.Equal(1, _board.Figures("documents", null).OfficersOnline);
        Assert.Equal(0, _board.Figures("social", null).OfficersOnline);
    }

    [Fact]
    public void The_board_and_the_list_of_the_desk_agree_on_every_place() =>
        Gen.Select(Gen.Bool, Gen.Int[0, 5], Gen.Int[0, 3], Gen.Int[0, 2]).Array[0, 30].Sample(rows =>
        {
            var board = new QueueBoard(_presence);
            var waiting = rows.Select((row, i) => Waiting($"K-2026-{i:000000}", row.Item2, row.Item3 == 3 ? null : row.Item3 * 30) with
            {
                Urgent = row.Item1,
                Unit = row.Item4 == 0 ? "documents" : "social",
            }).ToList();
            foreach (var row in waiting)
                board.Apply(row);

            var list = waiting.Select(row => new ConsultationRow(1, new CitizenAddress("web", "web", row.Number), row)).ToList();
            return waiting.TrueForAll(row => board.Figures(row.Unit, row.Number).Place == WaitingList.Place(list, row));
        });

    private IEnumerable<string> Order(params string[] numbers) => numbers.OrderBy(number => _board.Figures("documents", number).Place);

    private static Consultation Waiting(string number, int queued, int? due) => new()
    {
        Number = number,
        Unit = "documents",
        OpenedAt = _start,
        Question = "паспорт",
        Status = ConsultationStatus.Queued,
        QueuedAt = _start.AddMinutes(queued),
        Due = due is { } minutes ? _start.AddMinutes(minutes) : null,
    };
}
