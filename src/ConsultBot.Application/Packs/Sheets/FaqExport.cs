namespace ConsultBot.Application.Packs.Sheets;

/// <summary>The FAQ entries of a pack as a sheet.</summary>
public static class FaqExport
{
    /// <summary>Writes a new CSV or XLSX; returns how many entries it has.</summary>
    /// <exception cref="IOException">The file is there already, or cannot be written.</exception>
    public static int Write(SourceFiles pack, string path)
    {
        var topics = PackReader.Read(pack, "", [])?.Topics ?? [];
        FaqSheet.Write(path, topics.OrderBy(topic => topic.Id, StringComparer.Ordinal));
        return topics.Count;
    }
}
