using ConsultBot.Application.Ports;
using ConsultBot.Domain.Answers;
using ConsultBot.Domain.Dialogs;
using ConsultBot.Domain.Queues;
using ConsultBot.Domain.Registers;

namespace ConsultBot.Application.Packs;

/// <summary>Pack, index, register and calendar as published together: what turns look at.</summary>
public sealed record DeskContent(Pack Pack, AnswerIndex Index, Register Register, WorkingCalendar Calendar)
{
    /// <summary>Under which hash and when the register was published; null when it was not.</summary>
    public Publication? RegisterPublication { get; init; }
}
