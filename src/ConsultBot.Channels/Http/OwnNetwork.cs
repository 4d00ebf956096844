using System.Net;
using System.Net.Sockets;

namespace ConsultBot.Channels.Http;

/// <summary>Where plain http is allowed.</summary>
internal static class OwnNetwork
{
    /// <summary>This machine, a private network, or a name that public DNS cannot have.</summary>
    public static bool Has(Uri url)
    {
        if (url.IsLoopback)
            return true;

        if (IPAddress.TryParse(url.IdnHost, out var address))
            return IsPrivate(address);

        return !url.IdnHost.Contains('.', StringComparison.Ordinal)
            || url.IdnHost.EndsWith(".internal", StringComparison.OrdinalIgnoreCase)
            || url.IdnHost.EndsWith(".local", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsPrivate(IPAddress address)
    {
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
            return address.IsIPv6UniqueLocal || address.IsIPv6LinkLocal;

        var parts = address.GetAddressBytes();
        return parts[0] == 10 || (parts[0] == 172 && parts[1] is >= 16 and < 32) || (parts[0] == 192 && parts[1] == 168);
    }
}
