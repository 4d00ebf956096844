namespace ConsultBot.Domain.Answers;

/// <summary>A question came before the matcher was trained: it has to be asked again, since nothing is answered by half a matcher.</summary>
public sealed class IndexInTrainingException() : Exception("The matcher is being trained.");
