namespace ConsultBot.Wiring;

/// <summary>Addresses that the host hands out.</summary>
internal static class DeskAddresses
{
    public static string Invitation(string publicUrl, string token) => $"{publicUrl}/desk/invitation?token={Uri.EscapeDataString(token)}";
}
