using System.Text.Json;

namespace ConsultBot.Application.Packs.RapidPro;

/// <summary>Where a router's categories lead: uuids of nodes, empty = nowhere.</summary>
internal sealed class RapidProWays
{
    private readonly Dictionary<string, string> _exits = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonElement> _categories = new(StringComparer.Ordinal);

    public RapidProWays(JsonElement node, JsonElement router)
    {
        foreach (var exit in node.List("exits"))
            _exits[exit.Text("uuid")] = exit.Text("destination_uuid");
        foreach (var category in router.List("categories"))
            _categories[category.Text("uuid")] = category;

        Default = Of(router.Text("default_category_uuid"));
        First = router.List("categories") is { Count: > 0 } categories ? Of(categories[0].Text("uuid")) : Default;
    }

    public string Default { get; }

    public string First { get; }

    public JsonElement Category(string uuid) => _categories.GetValueOrDefault(uuid);

    public string Of(string category) => _exits.GetValueOrDefault(Category(category).Text("exit_uuid"), "");
}
