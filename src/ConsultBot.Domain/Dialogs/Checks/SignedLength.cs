using ConsultBot.Domain.Messages;
using ConsultBot.Domain.Problems;
using ConsultBot.Domain.Registers;

namespace ConsultBot.Domain.Dialogs.Checks;

/// <summary>
/// An answer with its source, or a text, with the longest signature of the register fits one message:
/// <c>answer-too-long</c>, <c>text-too-long</c>.
/// </summary>
internal static class SignedLength
{
    // Room for values in place of their names, the source line and the question after an answer.
    private const int Reserve = 300;

    public static void Check(Pack pack, Register register, int textLimit, List<Problem> problems)
    {
        var data = register.Data;
        if (data.People.Count == 0 || data.Positions.Count == 0 || data.Bodies.Count == 0)
            return;

        foreach (var language in Languages.All)
        {
            var signature = data.People.Max(person => person.Name(language).Length)
                + data.Positions.Max(position => Math.Max(position.Title.In(language).Length, position.TitleActing?.In(language).Length ?? 0))
                + data.Bodies.Max(body => body.Name.In(language).Length);
            foreach (var text in pack.Data.Texts.Where(text => text.In(language).Source.Length + signature + Reserve > textLimit))
            {
                problems.Add(Problem.Error(text.Place, "text-too-long",
                    $"The text '{text.Id}' has about {text.In(language).Source.Length + signature + Reserve} characters in {language.Code()} with a signature, the tightest channel takes {textLimit}", "Shorten it, or say it in two steps."));
            }

            foreach (var topic in pack.Data.Topics.Where(topic => topic.Answer is not null))
            {
                var length = topic.Answer!.In(language).Source.Length + signature + Reserve;
                if (length > textLimit)
                {
                    problems.Add(Problem.Error(topic.Answer.Place, "answer-too-long",
                        $"The answer of '{topic.Id}' has about {length} characters in {language.Code()} with its signature, the tightest channel takes {textLimit}", "Shorten it."));
                }
            }
        }
    }
}
