using ConsultBot.Application.Consultations;

namespace ConsultBot.Application.Tests;

public class PresenceTests
{
    private readonly Presence _presence = new();

    [Fact]
    public void An_officer_with_two_windows_counts_once_until_both_are_closed()
    {
        var first = _presence.Enter("asel", ["documents"]);
        var second = _presence.Enter("asel", ["documents"]);

        Assert.Equal(1, _presence.Online("documents"));

        first.Dispose();
        Assert.True(_presence.IsOnline("asel"));

        second.Dispose();
        Assert.False(_presence.IsOnline("asel"));
        Assert.Equal(0, _presence.Online("documents"));
    }

    [Fact]
    public void A_unit_counts_its_own_officers_and_those_of_all_units()
    {
        using var own = _presence.Enter("asel", ["documents", "social"]);
        using var all = _presence.Enter("head", [Presence.AllUnits]);
        using var other = _presence.Enter("timur", ["housing"]);

        Assert.Equal(2, _presence.Online("documents"));
        Assert.Equal(2, _presence.Online("housing"));
        Assert.Equal(1, _presence.Online("taxes"));
    }

    [Fact]
    public void A_lease_disposed_twice_takes_nobody_else_away()
    {
        var first = _presence.Enter("asel", ["documents"]);
        using var second = _presence.Enter("asel", ["documents"]);

        first.Dispose();
        first.Dispose();

        Assert.True(_presence.IsOnline("asel"));
    }
}
