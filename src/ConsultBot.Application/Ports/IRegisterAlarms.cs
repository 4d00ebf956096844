using ConsultBot.Domain.Messages;
using ConsultBot.Domain.Registers;

namespace ConsultBot.Application.Ports;

/// <summary>Data of the register and the calendar that will end soon, or has.</summary>
public interface IRegisterAlarms
{
    /// <summary>The nearest end first.</summary>
    /// <param name="language">Of the positions' titles.</param>
    IReadOnlyList<DataAlarm> Alarms(Language language);
}

/// <param name="Position">The title; null where the calendar ends.</param>
/// <param name="Day">The first day without the data.</param>
/// <param name="DaysLeft">Days until then; 0 and less: it has ended.</param>
public sealed record DataAlarm(RegisterAlarmKind Kind, string? Position, DateOnly Day, int DaysLeft);
