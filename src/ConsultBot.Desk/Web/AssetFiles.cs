using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;

namespace ConsultBot.Desk.Web;

/// <summary>Styles, scripts and fonts from the assembly, under an address that changes with their content.</summary>
public static class AssetFiles
{
    private const string Prefix = "assets/";
    private const int HashLetters = 12;

    private static readonly FrozenDictionary<string, Asset> _files = Load();

    /// <summary>One hash over all files, so that a style can name a font beside it.</summary>
    public static string Version { get; } = ComputeVersion();

    /// <exception cref="KeyNotFoundException">There is no such file.</exception>
    public static string Url(string name) =>
        _files.ContainsKey(name) ? $"/assets/{Version}/{name}" : throw new KeyNotFoundException($"There is no asset {name}.");

    internal static Asset? Find(string name) => _files.GetValueOrDefault(name);

    private static FrozenDictionary<string, Asset> Load()
    {
        var assembly = typeof(AssetFiles).Assembly;
        var files = new Dictionary<string, Asset>(StringComparer.Ordinal);
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            using var content = new MemoryStream();
            stream.CopyTo(content);
            var name = resource[Prefix.Length..].Replace('\\', '/');
            var type = ContentType(name);
            var plain = content.ToArray();
            files[name] = new Asset(plain, type.StartsWith("text/", StringComparison.Ordinal) ? Compress(plain) : null, type);
        }

        return files.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static string ContentType(string name) => Path.GetExtension(name) switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".woff2" => "font/woff2",
        _ => "text/plain; charset=utf-8",
    };

    private static byte[] Compress(byte[] plain)
    {
        using var target = new MemoryStream();
        using (var brotli = new BrotliStream(target, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            brotli.Write(plain);
        }

        return target.ToArray();
    }

    private static string ComputeVersion()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var name in _files.Keys.Order(StringComparer.Ordinal))
        {
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes(name));
            hash.AppendData(_files[name].Plain);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..HashLetters];
    }
}

/// <param name="Brotli">The same, compressed; null where that gains nothing.</param>
internal sealed record Asset(byte[] Plain, byte[]? Brotli, string ContentType);
