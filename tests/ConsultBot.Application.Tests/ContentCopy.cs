using ConsultBot.Application.Packs;

namespace ConsultBot.Application.Tests;

/// <summary>A copy of the shipped content in a temporary folder, to be broken.</summary>
internal sealed class ContentCopy : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("consultbot-content-").FullName;

    public ContentCopy()
    {
        Lay(Path.Combine(Sample.Folder, "dialogs"), "dialogs");
        Lay(Path.Combine(Sample.Folder, "config"), "config");
    }

    public string PathOf(string file) => Path.Combine(_folder, file);

    /// <summary>Lays a folder's files over the content.</summary>
    public void Lay(string from, string to = "")
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(_folder, to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }
    }

    /// <summary>All errors, and what is said of one file besides; paths count from the content's folder.</summary>
    public string Check(string file = "")
    {
        var (problems, _) = ContentCheck.Run(Sample.In(_folder), Sample.Today);
        return string.Concat(problems.Where(problem => problem.IsError || problem.File == PathOf(file))
            .Select(problem => problem.ToString().Replace(_folder + "/", "", StringComparison.Ordinal) + "\n"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
