using ConsultBot.Domain.Messages;

namespace ConsultBot.Domain.Registers;

/// <summary>The words of a signature. Everything stands in the nominative after a colon or a comma.</summary>
internal static class SignatureLine
{
    public static LocalText SubstituteMark { get; } = new("(алмастырушы)", "(замещает)", "(substitute)");

    private static LocalText Bot { get; } = new("— Бот. ", "— Бот. ", "— Bot. ");

    private static LocalText WrittenBy { get; } = new("— Жазған: ", "— Пишет: ", "— Written by: ");

    private static LocalText Accountable { get; } = new("Жауапты тұлға: ", "Ответственное лицо: ", "Accountable official: ");

    private static LocalText Short { get; } = new("— Жауапты: ", "— Отвечает за тему: ", "— Accountable: ");

    private const string ThreeLanguages = "— Жауапты тұлға · Ответственное лицо · Accountable official: ";

    public static string Render(
        Language language, SignatureForm form, string official, string position, string body, OfficerTitle? officer)
    {
        if (officer is not null)
            return $"{WrittenBy.In(language)}{officer.Name}, {officer.Position}\n{Accountable.In(language)}{official}, {position}, {body}";

        return form switch
        {
            SignatureForm.Short => $"{Short.In(language)}{official}, {position}",
            SignatureForm.ThreeLanguages => $"{ThreeLanguages}{official}, {position}",
            _ => $"{Bot.In(language)}{Accountable.In(language)}{official}, {position}, {body}",
        };
    }
}
