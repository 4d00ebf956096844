using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace ConsultBot.Channels.WhatsApp;

/// <summary>
/// The proof that a request is Twilio's: Base64 of HMAC-SHA1, keyed by the account's token, over the public address as it
/// was configured, letter by letter, and the fields of the form. What the server itself sees of scheme and host says
/// nothing: a proxy may stand before it.
/// </summary>
internal sealed class TwilioSignature
{
    private const int Base64Length = 28;
    private const string BodyHash = "bodySHA256=";

    private readonly byte[][] _bases;
    private readonly byte[][] _keys;
    private readonly int _longest;

    /// <param name="bases">Addresses up to the path, any of which may have been signed.</param>
    /// <param name="tokens">Any of them may have signed; none is empty.</param>
    public TwilioSignature(IEnumerable<string> bases, IEnumerable<string> tokens)
    {
        _bases = [.. bases.SelectMany(Ports).Select(Encoding.UTF8.GetBytes)];
        _keys = [.. tokens.Select(Encoding.UTF8.GetBytes)];
        if (Array.Exists(_keys, key => key.Length == 0))
            throw new ArgumentException("An empty token signs for everybody.", nameof(tokens));

        _longest = _bases.Max(one => one.Length);
    }

    /// <summary>Signs as Twilio does.</summary>
    [SuppressMessage("Security", "CA5350:Do Not Use Weak Cryptographic Algorithms", Justification = "Twilio signs with HMAC-SHA1 and nothing else.")]
    public static string Of(string token, string data) =>
        Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(data)));

    /// <summary>A form post.</summary>
    /// <param name="signature">The header; null when there is none.</param>
    /// <param name="target">Path and query as they came.</param>
    public bool IsOfForm(string? signature, string target, FormFields fields) =>
        !target.Contains(BodyHash, StringComparison.Ordinal) && Signs(signature, target, fields);

    /// <summary>Any other body: its hash is part of the address, and the address is signed.</summary>
    public bool IsOfBody(string? signature, string target, ReadOnlySpan<byte> body)
    {
        var at = target.IndexOf(BodyHash, StringComparison.Ordinal);
        if (at < 1 || target[at - 1] is not ('?' or '&') || target.IndexOf(BodyHash, at + 1, StringComparison.Ordinal) >= 0)
            return false;

        var hash = target.AsSpan(at + BodyHash.Length);
        var end = hash.IndexOf('&');
        return (end < 0 ? hash : hash[..end]).SequenceEqual(Convert.ToHexStringLower(SHA256.HashData(body))) && Signs(signature, target, null);
    }

    private bool Signs(string? signature, string target, FormFields? fields)
    {
        Span<byte> given = stackalloc byte[Base64Length];
        if (signature is not { Length: Base64Length } || !Ascii.IsValid(signature))
            return false;

        Encoding.ASCII.GetBytes(signature, given);

        // The base is written right before the rest, so that the rest is made once.
        var bytes = ArrayPool<byte>.Shared.Rent(_longest + Encoding.UTF8.GetMaxByteCount(target.Length) + (fields?.Size ?? 0));
        try
        {
            var length = _longest + Encoding.UTF8.GetBytes(target, bytes.AsSpan(_longest));
            length += fields?.WriteSigned(bytes.AsSpan(length)) ?? 0;
            return Fits(bytes.AsSpan(0, length), given);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    [SuppressMessage("Security", "CA5350:Do Not Use Weak Cryptographic Algorithms", Justification = "Twilio signs with HMAC-SHA1 and nothing else.")]
    private bool Fits(Span<byte> bytes, ReadOnlySpan<byte> given)
    {
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
        Span<byte> wanted = stackalloc byte[Base64Length];
        foreach (var one in _bases)
        {
            var found = false;
            one.CopyTo(bytes[(_longest - one.Length)..]);
            foreach (var key in _keys)
            {
                HMACSHA1.HashData(key, bytes[(_longest - one.Length)..], hash);
                Base64.EncodeToUtf8(hash, wanted, out _, out _);
                found |= CryptographicOperations.FixedTimeEquals(wanted, given);
            }

            if (found)
                return true;
        }

        return false;
    }

    // Twilio is not of one mind about ports: as configured, without the port, and with the usual one.
    private static IEnumerable<string> Ports(string address)
    {
        yield return address;
        var host = address.IndexOf("://", StringComparison.Ordinal) + 3;
        var path = address.IndexOf('/', host);
        path = path < 0 ? address.Length : path;
        var colon = address.LastIndexOf(':', path - 1, path - Math.Max(host, address.LastIndexOf('@', path - 1) + 1));
        if (colon > host && address.AsSpan(colon + 1, path - colon - 1).IndexOfAnyExceptInRange('0', '9') < 0)
            yield return address[..colon] + address[path..];
        else
            yield return address[..path] + (address.StartsWith("https", StringComparison.Ordinal) ? ":443" : ":80") + address[path..];
    }
}
