using System.Globalization;
using ConsultBot.Channels.Services;

namespace ConsultBot.Settings;

/// <summary>
/// Reads <c>Services</c>: <c>Services:Hosts</c> lists the hosts that may be called at all, <c>Services:NAME:Url</c> and its
/// sisters declare a service. Both are the operator's; a pack can only name what is declared here.
/// </summary>
internal static class ServiceSettings
{
    public const string Section = "Services";

    private const string HostsKey = "Hosts";
    private const int LongestName = 40;

    private static readonly string[] _keys = ["Url", "Method", "TimeoutSeconds", "MaxBytes", "Authorization"];

    /// <summary>Null for a key of other settings, else whether it is one of these.</summary>
    public static bool? Knows(string key)
    {
        var parts = key.Split(':');
        if (!parts[0].Equals(Section, StringComparison.OrdinalIgnoreCase))
            return null;

        return parts.Length == 2
            ? parts[1].Equals(HostsKey, StringComparison.OrdinalIgnoreCase)
            : parts.Length == 3 && _keys.Contains(parts[2], StringComparer.OrdinalIgnoreCase);
    }

    public static IReadOnlyList<ServiceOptions> Read(IConfiguration configuration, List<string> problems)
    {
        var section = configuration.GetSection(Section);
        var hosts = (section[HostsKey] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var services = new List<ServiceOptions>();
        foreach (var service in section.GetChildren().Where(child => child.GetChildren().Any()))
        {
            if (Url(service, hosts, problems) is { } url)
                services.Add(Options(service, url, problems));
        }

        return services;
    }

    private static Uri? Url(IConfigurationSection service, string[] hosts, List<string> problems)
    {
        var text = service["Url"] ?? "";
        if (service.Key.Length > LongestName || !service.Key.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            problems.Add($"{service.Path} is no name of a service. Write Latin letters, digits and hyphens, at most {LongestName}.");
        else if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || !(url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback)) || url.UserInfo.Length > 0)
            problems.Add($"{service.Path}:Url is '{text}'. Write a whole address such as https://api.example.kz/state; http only on this machine, passwords in Authorization.");
        else if (!hosts.Contains(url.Host, StringComparer.OrdinalIgnoreCase))
            problems.Add($"{service.Path}:Url leads to the host '{url.Host}', which {Section}:{HostsKey} does not allow. Add it there, with commas between hosts.");
        else
            return url;

        return null;
    }

    private static ServiceOptions Options(IConfigurationSection service, Uri url, List<string> problems)
    {
        var method = service["Method"] is { Length: > 0 } written ? written : "post";
        if (method is not ("get" or "post"))
            problems.Add($"{service.Path}:Method is '{method}'. Write get or post.");

        return new ServiceOptions
        {
            Name = service.Key,
            Url = url,
            Posts = method != "get",
            TimeoutSeconds = Number(service, "TimeoutSeconds", 5, 60, problems),
            MaxBytes = Number(service, "MaxBytes", 65_536, 1_000_000, problems),
            Authorization = service["Authorization"] ?? "",
        };
    }

    private static int Number(IConfigurationSection service, string key, int usual, int most, List<string> problems)
    {
        if (service[key] is not { Length: > 0 } text)
            return usual;

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most)
            return number;

        problems.Add($"{service.Path}:{key} is '{text}'. Write a whole number from 1 to {most}.");
        return usual;
    }
}
