using ConsultBot.Application.Packs;
using ConsultBot.Application.Ports;
using ConsultBot.Domain.Answers;
using ConsultBot.Domain.Dialogs;
using ConsultBot.Domain.Problems;
using ConsultBot.Domain.Registers;

namespace ConsultBot.Simulation.Tests;

/// <summary>
/// The shipped content in three publications. In each, the holders of all positions change places at every midnight of the
/// days simulated, and differently in each publication.
/// </summary>
internal static class Contents
{
    /// <summary>The first local day of a simulation.</summary>
    public static readonly DateOnly FirstDay = new(2026, 11, 24);

    private const int Days = 6;

    private static readonly string _dialogs = Path.Combine(AppContext.BaseDirectory, "dialogs");
    private static readonly Lazy<DeskContent[]> _published = new(Make);
    private static readonly ThreadLocal<ContentHolder> _holder = new(() => new ContentHolder(new Published()));

    public static IReadOnlyList<DeskContent> All => _published.Value;

    /// <summary>People who hold a position on each of the days.</summary>
    public static IReadOnlyList<string> Holders { get; } =
        [.. All[0].Register.Data.Assignments.Where(row => row.InForce(FirstDay)).Select(row => row.Person).Distinct(StringComparer.Ordinal)];

    /// <summary>What is in force for the worlds of this thread, one after another; older packs are read once.</summary>
    public static ContentHolder Holder
    {
        get
        {
            var holder = _holder.Value!;
            holder.Swap(All[0]);
            return holder;
        }
    }

    private static DeskContent[] Make()
    {
        var (problems, content) = ContentCheck.Run(
            new ContentOptions { DialogsPath = _dialogs, RegisterPath = Path.Combine(AppContext.BaseDirectory, "config", "register") }, FirstDay);
        if (content is null)
            throw new InvalidOperationException(string.Join('\n', problems.Where(problem => problem.IsError)));

        return [.. Enumerable.Range(1, 3).Select(number => Publication(content, number))];
    }

    private static DeskContent Publication(DeskContent content, int number)
    {
        var pack = new Pack(content.Pack.Data, number);
        var register = new Register(Reshuffled(content.Register.Data, number), number);
        var index = AnswerIndex.Of(pack);
        index.Train();
        return new DeskContent(pack, index, register, content.Calendar);
    }

    private static RegisterData Reshuffled(RegisterData data, int number)
    {
        var rows = data.Assignments.Where(row => row.InForce(FirstDay)).ToArray();
        var assignments = new List<Assignment>();
        for (var day = 0; day < Days; day++)
        {
            for (var i = 0; i < rows.Length; i++)
            {
                assignments.Add(rows[i] with
                {
                    Id = $"{rows[i].Id}-{number}-{day}",
                    Person = rows[(i + (day * number)) % rows.Length].Person,
                    From = day == 0 ? new DateOnly(2026, 1, 1) : FirstDay.AddDays(day),
                    To = day == Days - 1 ? null : FirstDay.AddDays(day + 1),
                    Replaces = null,
                });
            }
        }

        return data with { Assignments = assignments };
    }

    private sealed class Published : IPublications
    {
        public Task<Publication?> Latest(PublicationKind kind, CancellationToken cancellationToken) => Task.FromResult<Publication?>(null);

        public Task<Publication?> Before(PublicationKind kind, int number, CancellationToken cancellationToken) => Task.FromResult<Publication?>(null);

        public Task<Publication?> InForceAt(PublicationKind kind, DateTimeOffset at, CancellationToken cancellationToken) => Task.FromResult<Publication?>(null);

        public Task<bool> Knows(PublicationKind kind, string hash, CancellationToken cancellationToken) => Task.FromResult(false);

        public Task Recall(PublicationKind kind, int number, DateTimeOffset at, string by, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyList<RecalledTalk>> RecalledTalks(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<RecalledTalk>>([]);

        public Task<Publication?> Read(PublicationKind kind, int number, CancellationToken cancellationToken)
        {
            var files = SourceFiles.FromFolder(_dialogs, new List<Problem>())!;
            return Task.FromResult<Publication?>(new Publication(number, files.Hash(), files.ToBytes(), default, "simulation"));
        }

        public Task<int> Publish(PublicationKind kind, string hash, byte[] content, DateTimeOffset at, string by, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}
