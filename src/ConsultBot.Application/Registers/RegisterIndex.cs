using System.Globalization;
using System.Text;
using ConsultBot.Domain.Dialogs;
using ConsultBot.Domain.Messages;
using ConsultBot.Domain.Registers;

namespace ConsultBot.Application.Registers;

/// <summary>
/// Searches one register by words of names, positions, units and topics. People and positions are few beside their
/// assignments: each word is looked for in them, and the assignments follow.
/// </summary>
internal sealed class RegisterIndex
{
    private readonly Assignment[] _rows;
    private readonly int[] _personOf;
    private readonly int[] _positionOf;
    private readonly string[] _people;
    private readonly string[] _positions;
    private readonly Lazy<IReadOnlyList<Gap>> _gaps;

    public RegisterIndex(Register register, Pack pack)
    {
        Register = register;
        var data = register.Data;
        var topics = Topics(data, pack);
        var people = data.People.Select((person, i) => (person.Id, i)).ToDictionary(pair => pair.Id, pair => pair.i, StringComparer.Ordinal);
        var positions = data.Positions.Select((position, i) => (position.Id, i)).ToDictionary(pair => pair.Id, pair => pair.i, StringComparer.Ordinal);
        _rows = [.. data.Assignments.OrderBy(row => positions[row.Position]).ThenByDescending(row => row.From).ThenBy(row => row.Id, StringComparer.Ordinal)];
        _personOf = [.. _rows.Select(row => people[row.Person])];
        _positionOf = [.. _rows.Select(row => positions[row.Position])];
        _people = [.. data.People.Select(person => Fold(string.Join('\n', Languages.All.Select(person.Name))))];
        _positions = [.. data.Positions.Select(position => Fold(Words(register, position, topics)))];
        Replaced = data.Assignments.Where(row => row.Replaces is not null).ToDictionary(row => row.Replaces!, row => row.Id, StringComparer.Ordinal);
        _gaps = new Lazy<IReadOnlyList<Gap>>(() => [.. data.Positions.SelectMany(register.Gaps).OrderByDescending(gap => gap.From)]);
    }

    public Register Register { get; }

    /// <summary>Id of a corrected assignment to that of its correction.</summary>
    public IReadOnlyDictionary<string, string> Replaced { get; }

    /// <summary>All gaps, the latest first.</summary>
    public IReadOnlyList<Gap> Gaps => _gaps.Value;

    /// <summary>Assignments whose person or position has all the words.</summary>
    /// <param name="on">In force on that day, corrected ones left out; null = all that ever were.</param>
    public IReadOnlyList<Assignment> Find(string? words, DateOnly? on)
    {
        var asked = Fold(words ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var inPeople = Array.ConvertAll(asked, word => Array.ConvertAll(_people, text => text.Contains(word, StringComparison.Ordinal)));
        var inPositions = Array.ConvertAll(asked, word => Array.ConvertAll(_positions, text => text.Contains(word, StringComparison.Ordinal)));
        var found = new List<Assignment>();
        for (var i = 0; i < _rows.Length; i++)
        {
            if (on is { } day && (!_rows[i].InForce(day) || Replaced.ContainsKey(_rows[i].Id)))
                continue;

            var word = 0;
            while (word < asked.Length && (inPeople[word][_personOf[i]] || inPositions[word][_positionOf[i]]))
                word++;

            if (word == asked.Length)
                found.Add(_rows[i]);
        }

        return found;
    }

    // Small letters, and the Kazakh ones as they are typed without them.
    private static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text.Normalize().ToLower(CultureInfo.InvariantCulture))
        {
            folded.Append(c switch
            {
                'ә' => 'а',
                'ғ' => 'г',
                'қ' => 'к',
                'ң' => 'н',
                'ө' => 'о',
                'ұ' or 'ү' => 'у',
                'һ' => 'х',
                'і' => 'и',
                'ё' => 'е',
                '\u00A0' or ',' or '«' or '»' => ' ',
                _ => c,
            });
        }

        return folded.ToString();
    }

    private static string Words(Register register, Position position, ILookup<string, string> topics)
    {
        var unit = register.Unit(position.Unit)!;
        var body = register.Body(unit.Body)!;
        var texts = new[] { position.Title, position.TitleActing, unit.Name, body.Name, body.ShortName, position.Region is null ? null : register.Region(position.Region)?.Name };
        return string.Join('\n', texts.OfType<LocalText>().SelectMany(text => Languages.All.Select(text.In)).Concat(topics[position.Id]));
    }

    // Topics by the positions that answer for them.
    private static ILookup<string, string> Topics(RegisterData data, Pack pack) => data.Rules
        .SelectMany(rule => pack.Data.Topics
            .Where(topic => rule.Topic == topic.Id || ResponsibilityRule.GroupsFrom(topic.Group).Contains(rule.Group, StringComparer.Ordinal))
            .SelectMany(topic => Languages.All.Select(topic.Title.In).Append(topic.Id).Select(name => (rule.Position, name))))
        .ToLookup(pair => pair.Position, pair => pair.name, StringComparer.Ordinal);
}
