namespace ConsultBot.Simulation.Tests;

/// <summary>Faults planted on purpose around the real parts, to see that the simulation finds them.</summary>
internal enum Plant
{
    None,

    /// <summary>The store forgets to write that a message was put off.</summary>
    SettlementLosesADeferredRow,

    /// <summary>The messenger is told yes when the input has merely arrived.</summary>
    AcknowledgedBeforeTheCommit,

    /// <summary>A claim is decided on a state in which nobody has the consultation.</summary>
    TwoOfficersOnOneClaim,

    /// <summary>The identity of an input is lost on its way.</summary>
    ARedeliveredUpdateIsHandledTwice,

    /// <summary>A cut connection counts as a yes.</summary>
    UnknownIsCalledSent,

    /// <summary>Who signs is remembered over midnight.</summary>
    TheOldSignatureAfterAReshuffle,

    /// <summary>A message goes again, and the journal does not hear of it.</summary>
    ARepeatThatNoJournalKnows,
}
