using System.Text;

namespace ConsultBot.Application.Packs.RapidPro;

/// <summary>Names of the other maker as ids of a pack.</summary>
internal static class RapidProNames
{
    private const int MaxLength = 40;

    /// <summary>Latin letters and digits of a name with hyphens between; another word when there are none.</summary>
    public static string Id(string name, string otherwise)
    {
        var id = new StringBuilder();
        foreach (var c in name.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(c))
                id.Append(c);
            else if (id.Length > 0 && id[^1] != '-')
                id.Append('-');
        }

        var text = id.ToString().Trim('-');
        text = text.Length > MaxLength ? text[..MaxLength].Trim('-') : text;
        return text.Length == 0 ? otherwise : text;
    }
}
