using ConsultBot.Domain.Problems;

namespace ConsultBot.Application.Packs.Yaml;

/// <summary>A value of a YAML file with its place.</summary>
/// <param name="Span">Where it stands in the file's text: from, and up to but not with.</param>
internal abstract record YamlNode(Place Place, Range Span);

internal sealed record YamlScalar(string Value, bool Quoted, Place Place, Range Span) : YamlNode(Place, Span)
{
    public bool IsNull => !Quoted && Value is "" or "~" or "null";
}

internal sealed record YamlList(IReadOnlyList<YamlNode> Items, Place Place, Range Span) : YamlNode(Place, Span);

/// <param name="Keys">In the order of the file.</param>
internal sealed record YamlMap(IReadOnlyList<(YamlScalar Key, YamlNode Value)> Keys, Place Place, Range Span) : YamlNode(Place, Span)
{
    public YamlNode? this[string key]
    {
        get
        {
            foreach (var (name, value) in Keys)
            {
                if (name.Value == key)
                    return value is YamlScalar { IsNull: true } ? null : value;
            }

            return null;
        }
    }
}
