using ConsultBot.Application.Ports;
using ConsultBot.Domain.Journals;

namespace ConsultBot.Application.Consultations;

/// <summary>
/// Notes every look at a citizen's talk before it is shown. A page that stays open and fetches what is new goes on with the
/// same look: it is noted again after <see cref="Look"/>.
/// </summary>
public sealed class TalkReads(IDeskJournal journal, TimeProvider time)
{
    private const int Remembered = 10_000;

    private readonly Dictionary<(string Account, string Subject), DateTimeOffset> _looks = [];
    private readonly Lock _gate = new();

    public static TimeSpan Look { get; } = TimeSpan.FromMinutes(10);

    /// <param name="opens">The talk from its start; false = what came since the page was opened.</param>
    /// <exception cref="StoreUnavailableException">Nothing was noted, so nothing may be shown.</exception>
    public void Talk(DeskAccount account, string number, bool opens) => Note(account, DeskEvents.TalkRead, number, opens);

    /// <exception cref="StoreUnavailableException">Nothing was noted, so nothing may be shown.</exception>
    public void List(DeskAccount account, string tab) => Note(account, DeskEvents.ListRead, tab, always: false);

    private void Note(DeskAccount account, string what, string subject, bool always)
    {
        var now = time.GetUtcNow();
        lock (_gate)
        {
            if (!always && _looks.TryGetValue((account.Account, subject), out var last) && now - last < Look && now >= last)
                return;

            if (_looks.Count >= Remembered)
                _looks.Clear();

            journal.Append([new DeskEvent(what, account.Account, account.Person, subject)], now);
            _looks[(account.Account, subject)] = now;
        }
    }
}
