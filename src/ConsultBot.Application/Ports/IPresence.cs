namespace ConsultBot.Application.Ports;

/// <summary>Which officers are at their desks.</summary>
public interface IPresence
{
    /// <summary>Marks an account as present until the returned lease is disposed.</summary>
    IDisposable Enter(string account, IReadOnlyList<string> units);

    /// <summary>Accounts present that see the unit.</summary>
    int Online(string unit);

    bool IsOnline(string account);
}
