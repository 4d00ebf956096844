using ConsultBot.Application.Ports;

namespace ConsultBot.Application.Consultations;

/// <summary>Presence of the officers of this process.</summary>
internal sealed class Presence : IPresence
{
    public const string AllUnits = "*";

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (int Count, IReadOnlyList<string> Units)> _accounts = new(StringComparer.Ordinal);

    public IDisposable Enter(string account, IReadOnlyList<string> units)
    {
        lock (_lock)
            _accounts[account] = (_accounts.GetValueOrDefault(account).Count + 1, units);

        return new Lease(this, account);
    }

    public int Online(string unit)
    {
        lock (_lock)
            return _accounts.Values.Count(account => account.Units.Contains(unit, StringComparer.Ordinal) || account.Units.Contains(AllUnits, StringComparer.Ordinal));
    }

    public bool IsOnline(string account)
    {
        lock (_lock)
            return _accounts.ContainsKey(account);
    }

    private void Leave(string account)
    {
        lock (_lock)
        {
            var (count, units) = _accounts[account];
            if (count > 1)
                _accounts[account] = (count - 1, units);
            else
                _accounts.Remove(account);
        }
    }

    private sealed class Lease(Presence presence, string account) : IDisposable
    {
        private bool _left;

        public void Dispose()
        {
            if (_left)
                return;

            _left = true;
            presence.Leave(account);
        }
    }
}
