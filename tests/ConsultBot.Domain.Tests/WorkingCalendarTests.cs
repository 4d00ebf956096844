using System.Globalization;
using ConsultBot.Domain.Queues;
using CsCheck;

namespace ConsultBot.Domain.Tests;

public class WorkingCalendarTests
{
    private static readonly WorkingCalendar _calendar = Sample.Content.Calendar;

    public static TheoryData<string> Dues => Lines("calendar.due.tsv");

    public static TheoryData<string> Worked => Lines("calendar.worked.tsv");

    public static TheoryData<string> Days => Lines("calendar.day.tsv");

    [Theory]
    [MemberData(nameof(Dues))]
    public void A_due_time_counts_working_minutes(string line)
    {
        var row = line.Split('\t');
        Assert.Equal(Time(row[3]), _calendar.Due(Time(row[1]), int.Parse(row[2], CultureInfo.InvariantCulture)));
    }

    [Theory]
    [MemberData(nameof(Worked))]
    public void Worked_minutes_leave_out_breaks_nights_and_holidays(string line)
    {
        var row = line.Split('\t');
        Assert.Equal(double.Parse(row[3], CultureInfo.InvariantCulture), _calendar.Worked(Time(row[1]), Time(row[2])));
    }

    [Theory]
    [MemberData(nameof(Days))]
    public void A_term_in_working_days_counts_from_the_next_day(string line)
    {
        var row = line.Split('\t');
        Assert.Equal(ExampleRegister.Date(row[3]), _calendar.WorkingDay(ExampleRegister.Date(row[1]), int.Parse(row[2], CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Between_an_instant_and_its_due_time_lie_just_the_promised_minutes() =>
        Gen.Select(Gen.Int[0, 60 * 24 * 700], Gen.Int[0, 2000]).Sample((minute, promised) =>
        {
            var from = new DateTime(2026, 1, 1).AddMinutes(minute);
            return _calendar.Due(from, promised) is not { } due || Math.Abs(_calendar.Worked(from, due) - promised) < 0.001;
        });

    [Fact]
    public void Past_its_last_day_the_calendar_promises_nothing() =>
        Assert.Null(_calendar.Due(new DateTime(2027, 12, 31, 17, 30, 0), 60));

    private static TheoryData<string> Lines(string file) => [.. ExampleRegister.Rows(file).Select(row => string.Join('\t', row))];

    private static DateTime Time(string cell) => DateTime.ParseExact(cell, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
