using System.Globalization;

namespace ConsultBot.Storage.Sqlite;

/// <summary>Consultation numbers of the running local year. One is offered until a turn takes it.</summary>
internal sealed class NumberSeries(SqliteWriter writer, TimeZoneInfo zone)
{
    private readonly Statement _last = writer.Prepare("SELECT last FROM number_series WHERE year = ?1");

    private readonly Statement _take = writer.Prepare(
        "INSERT INTO number_series (year, last) VALUES (?1, ?2) ON CONFLICT (year) DO UPDATE SET last = ?2");

    private int _year;
    private long _next;
    private string? _offer;

    /// <summary>The year in which a number was taken last, and that number; 0 while this process knows of none.</summary>
    public int Year { get; private set; }

    public long Last { get; private set; }

    public string Offer(DateTimeOffset now)
    {
        var year = TimeZoneInfo.ConvertTime(now, zone).Year;
        if (year != _year)
        {
            _year = year;
            _next = (_last.Bind(1, year).Scalar() ?? 0) + 1;
            _offer = null;
        }

        return _offer ??= string.Create(CultureInfo.InvariantCulture, $"K-{_year:0000}-{_next:000000}");
    }

    public void Take()
    {
        _take.Bind(1, _year).Bind(2, _next).Execute();
        (Year, Last) = (_year, _next);
        _next++;
        _offer = null;
    }

    /// <summary>What was known may not be on the disk any more.</summary>
    public void Forget() => (_year, Year, Last) = (0, 0, 0);
}
