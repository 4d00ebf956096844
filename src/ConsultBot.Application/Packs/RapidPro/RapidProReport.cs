using ConsultBot.Domain.Problems;

namespace ConsultBot.Application.Packs.RapidPro;

/// <summary>Tells what of a flow was not taken.</summary>
internal sealed class RapidProReport(string file, string flow, List<Problem> problems)
{
    private readonly HashSet<Problem> _told = [];

    /// <summary>Once, in however many languages it stands.</summary>
    /// <param name="where">The way in the JSON, such as <c>nodes[2].actions[0]</c>.</param>
    public void NotTaken(string where, string what, string remedy)
    {
        var problem = Problem.Warning(new Place(file, 0, 0), "not-taken", $"Flow '{flow}', {where}: {what} is not taken", remedy);
        if (_told.Add(problem))
            problems.Add(problem);
    }
}
