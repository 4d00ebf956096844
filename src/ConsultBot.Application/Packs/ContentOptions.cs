namespace ConsultBot.Application.Packs;

/// <summary>Where the content's sources lie.</summary>
public sealed record ContentOptions
{
    public string DialogsPath { get; init; } = "dialogs";

    public string RegisterPath { get; init; } = "config/register";

    /// <summary>Names of the outside services that the settings declare.</summary>
    public IReadOnlyCollection<string> Services { get; init; } = [];
}
