using System.Globalization;

namespace ConsultBot.Domain.Conversations;

/// <summary>A citizen may send so many messages a minute; beyond it one signed notice. Everything is kept all the same.</summary>
internal static class FloodRule
{
    private static readonly TimeSpan _window = TimeSpan.FromMinutes(1);

    public static bool TooMany(TurnDraft draft)
    {
        var limit = draft.World.Settings.MessagesPerMinute;
        if (limit == 0)
            return false;

        var now = draft.World.Now;
        var flood = draft.State.Flood;
        if (flood is null || now - flood.Since >= _window || now < flood.Since)
            flood = new FloodWindow(now, 0, false);

        flood = flood with { Count = flood.Count + 1 };
        var tooMany = flood.Count > limit;
        if (tooMany && !flood.Told)
        {
            var seconds = (int)Math.Ceiling((flood.Since + _window - now).TotalSeconds);
            draft.Reply.Say(draft.Text("rate.limit", ("seconds", seconds.ToString(CultureInfo.InvariantCulture))));
            flood = flood with { Told = true };
        }

        draft.State = draft.State with { Flood = flood };
        if (tooMany)
            draft.Mark("flood", flood.Count.ToString(CultureInfo.InvariantCulture));

        return tooMany;
    }
}
