namespace ConsultBot.Application.Turns;

/// <summary>Whether the desk can take an input and make it durable now.</summary>
public sealed class DeskHealth
{
    private volatile bool _ready;

    public bool IsReady
    {
        get => _ready;
        internal set => _ready = value;
    }
}
