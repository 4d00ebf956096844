using ConsultBot.Domain.Messages;

namespace ConsultBot.Domain.Conversations;

/// <summary>The menu: at most seven choices, "person" always among them.</summary>
internal static class MenuRules
{
    private const int EntriesOnAPage = 5;

    public static void Show(TurnDraft draft, int page = 0)
    {
        var menu = draft.World.Pack.Data.Menu;
        var from = page * EntriesOnAPage;
        if (from >= menu.Count)
            from = 0;

        draft.Reply.Say(draft.Text("menu.title"));
        var entries = menu.Skip(from).Take(EntriesOnAPage)
            .Select(id => new Button(Press.Entry + id, draft.World.Pack.Label(id, draft.Language) ?? id));
        var next = from + EntriesOnAPage < menu.Count
            ? draft.Button($"{Press.More}:{Press.Text(page + 1)}", "button.more")
            : draft.Button(Press.Menu, "button.menu");
        draft.Reply.Offer(menu.Count > EntriesOnAPage ? entries.Append(next).Append(Person(draft)) : entries.Append(Person(draft)));
    }

    public static Button Person(TurnDraft draft) => draft.Button(Press.Human, "button.person");
}
