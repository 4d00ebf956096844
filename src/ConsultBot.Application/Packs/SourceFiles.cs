using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ConsultBot.Domain.Problems;

namespace ConsultBot.Application.Packs;

/// <summary>The YAML files of a pack or register, by path within their folder, in ordinal order.</summary>
public sealed class SourceFiles
{
    public const int MaxFiles = 2_000;
    public const int MaxBytes = 50_000_000;

    /// <summary>Of one file: more bytes hold more characters than any file may have.</summary>
    public const int MaxFileBytes = 4 * Yaml.YamlFile.MaxCharacters;

    private static readonly UTF8Encoding _strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private SourceFiles(SortedDictionary<string, string> texts) => Texts = texts;

    /// <summary>Path with slashes to text.</summary>
    public IReadOnlyDictionary<string, string> Texts { get; }

    /// <summary>Talks for the tests: part of what is published, not of what is read into a pack.</summary>
    public const string TalkEnding = ".test.yaml";

    /// <summary>Reads <c>**/*.yaml</c> of a folder, or one file.</summary>
    public static SourceFiles? FromFolder(string path, List<Problem> problems)
    {
        if (!Directory.Exists(path) && !File.Exists(path))
        {
            problems.Add(Problem.Error(new Place(path, 0, 0), "folder-missing", "There is no such folder or file", "Name an existing one in the settings or on the command line."));
            return null;
        }

        var root = File.Exists(path) ? Path.GetDirectoryName(Path.GetFullPath(path))! : path;
        var files = File.Exists(path) ? [path] : Directory.EnumerateFiles(path, "*.yaml", SearchOption.AllDirectories).Take(MaxFiles + 1).ToList();
        foreach (var file in files.Where(file => new FileInfo(file).Length > MaxFileBytes).ToList())
        {
            problems.Add(Problem.Error(new Place(file, 0, 0), "file-too-long", $"The file has {new FileInfo(file).Length / 1_000_000} MB, the limit is {MaxFileBytes / 1_000_000}", "Cut it into several files."));
            files.Remove(file);
        }

        if (files.Count > MaxFiles || files.Sum(file => new FileInfo(file).Length) > MaxBytes)
        {
            problems.Add(Problem.Error(new Place(path, 0, 0), "folder-too-large", $"More than {MaxFiles} files or {MaxBytes / 1_000_000} MB", "Keep only the pack's files there."));
            return null;
        }

        var texts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            if (Decode(file, File.ReadAllBytes(file), problems) is { } text)
                texts[Path.GetRelativePath(root, file).Replace('\\', '/')] = text;
        }

        return new SourceFiles(texts);
    }

    /// <summary>Files by path, as <see cref="Texts"/>.</summary>
    public static SourceFiles FromTexts(IReadOnlyDictionary<string, string> texts) =>
        new(new SortedDictionary<string, string>(texts.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal));

    /// <summary>These files with some changed or added.</summary>
    public SourceFiles With(IReadOnlyDictionary<string, string> texts)
    {
        var all = new SortedDictionary<string, string>(Texts.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal);
        foreach (var (path, text) in texts)
            all[path] = text;

        return new SourceFiles(all);
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    public static SourceFiles FromBytes(byte[] content) =>
        new(new SortedDictionary<string, string>(JsonSerializer.Deserialize<Dictionary<string, string>>(content)!, StringComparer.Ordinal));

    /// <summary>Writes the files into a folder, byte for byte as they were read.</summary>
    public void WriteTo(string folder)
    {
        var root = Path.GetFullPath(folder) + Path.DirectorySeparatorChar;
        foreach (var (path, text) in Texts)
        {
            var target = Path.GetFullPath(Path.Combine(root, path));
            if (!target.StartsWith(root, StringComparison.Ordinal))
                throw new IOException($"'{path}' leads out of the folder.");

            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.WriteAllBytes(target, _strict.GetBytes(text));
        }
    }

    /// <summary>The canonical form that is published and hashed.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(Texts);

    /// <summary>SHA-256 of the canonical form, lower-case hex.</summary>
    public string Hash() => Convert.ToHexStringLower(SHA256.HashData(ToBytes()));

    private static string? Decode(string file, byte[] bytes, List<Problem> problems)
    {
        try
        {
            return _strict.GetString(bytes);
        }
        catch (DecoderFallbackException error)
        {
            var line = 1 + bytes.AsSpan(0, Math.Clamp(error.Index, 0, bytes.Length)).Count((byte)'\n');
            problems.Add(Problem.Error(new Place(file, line, 1), "not-utf8", "These bytes are no UTF-8", "Save the file as UTF-8."));
            return null;
        }
    }
}
