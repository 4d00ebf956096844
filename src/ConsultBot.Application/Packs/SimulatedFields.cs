namespace ConsultBot.Application.Packs;

/// <summary>What an outside service says in a simulated talk: <c>found=yes, place=12</c>, or <c>fails</c>.</summary>
public static class SimulatedFields
{
    private const string Fails = "fails";

    /// <param name="fields">Null when the service fails.</param>
    /// <returns>False when the words are neither.</returns>
    public static bool Read(string words, out IReadOnlyDictionary<string, string>? fields)
    {
        fields = null;
        if (words == Fails)
            return true;

        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in words.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var at = pair.IndexOf('=', StringComparison.Ordinal);
            if (at < 1)
                return false;

            read[pair[..at].TrimEnd()] = pair[(at + 1)..].TrimStart();
        }

        fields = read;
        return true;
    }
}
