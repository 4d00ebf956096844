using ConsultBot.Domain.Answers;
using ConsultBot.Domain.Dialogs.Steps;

namespace ConsultBot.Domain.Conversations;

/// <summary>Several choices typed in one message: numbers or labels, with commas or words such as "and" between.</summary>
internal static class ChoicesReader
{
    private static readonly string[] _joints = ["жане", "мен", "и", "and", "да"];
    private static readonly string[] _all = ["барлыгы", "бари", "барин", "все", "всё", "all", "everything"];

    public static StepReading Read(TurnDraft draft, AskStep ask, string text)
    {
        var words = TextNormaliser.Words(text.Replace('.', ' '));
        if (words.Count == 1 && Array.IndexOf(_all, words[0]) >= 0)
            return Fits(ask, [.. ask.Choices.Select(choice => choice.Value)]);

        var chosen = ByNumber(ask, words) ?? ByLabel(draft, ask, text);
        if (chosen.Count > 0)
            return Fits(ask, chosen);

        // "Done" after presses keeps what was pressed; "none" chooses nothing.
        var read = draft.Read(text);
        if (new PhraseSet([draft.Text("button.done")]).IsWhole(read))
            return Fits(ask, draft.State.Dialog!.Slots.GetValueOrDefault(ask.Slot)?.Split(',') ?? []);

        return ask.Min == 0 && draft.World.Pack.Data.Lexicon["no"].IsWhole(read) ? StepReading.Of("") : StepReading.Wrong;
    }

    private static StepReading Fits(AskStep ask, IReadOnlyCollection<string> values)
    {
        if (values.Count < (ask.Min ?? 1))
            return StepReading.Not("few");

        return values.Count > (ask.Max ?? ask.Choices.Count) ? StepReading.Not("many") : StepReading.Of(StepInput.Ordered(ask, values));
    }

    private static List<string>? ByNumber(AskStep ask, IReadOnlyList<string> words)
    {
        var chosen = new List<string>();
        foreach (var word in words)
        {
            if (Array.IndexOf(_joints, word) >= 0)
                continue;

            if (ChoiceReader.Number(word) is not { } number || number > ask.Choices.Count)
                return null;

            if (!chosen.Contains(ask.Choices[number - 1].Value))
                chosen.Add(ask.Choices[number - 1].Value);
        }

        return chosen.Count == 0 ? null : chosen;
    }

    private static List<string> ByLabel(TurnDraft draft, AskStep ask, string text)
    {
        var (read, pack) = (draft.Read(text), DialogWords.Pack(draft));
        return [.. ask.Choices.Where(choice => Named(read, pack.Text(choice.Label, draft.Language))).Select(choice => choice.Value)];
    }

    private static bool Named(TypedText text, string label)
    {
        var phrase = new PhraseSet([label]);
        return text.Readings.Any(reading => phrase.Longest(reading) > 0);
    }
}
