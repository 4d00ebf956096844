using ConsultBot.Domain.Messages;
using Telegram.Bot.Types;

namespace ConsultBot.Channels.Telegram;

/// <summary>The command menu, in each language.</summary>
internal static class TelegramCommands
{
    private static readonly (string Command, LocalText Description)[] _all =
    [
        ("start", new("Басынан бастау", "Начать сначала", "Start over")),
        ("menu", new("Тақырыптар мәзірі", "Меню тем", "Menu of topics")),
        ("human", new("Маманмен сөйлесу", "Поговорить со специалистом", "Talk to a person")),
        ("status", new("Сұрағымның барысы", "Что с моим вопросом", "Status of my question")),
        ("language", new("Тілді ауыстыру", "Сменить язык", "Change the language")),
        ("simple", new("Қарапайым режим", "Простой режим", "Simple mode")),
        ("who", new("Кім жауапты", "Кто отвечает", "Who is accountable")),
        ("delete", new("Деректерімді жою", "Удалить мои данные", "Delete my data")),
    ];

    public static IReadOnlyList<BotCommand> In(Language language) =>
        [.. _all.Select(entry => new BotCommand(entry.Command, entry.Description.In(language)))];

    public static bool Same(IReadOnlyList<BotCommand> one, IReadOnlyList<BotCommand> other) =>
        one.Count == other.Count
        && one.Zip(other).All(pair => pair.First.Command == pair.Second.Command && pair.First.Description == pair.Second.Description);
}
