namespace ConsultBot.Domain.Problems;

/// <summary>Where in a file something stands. Line and column count from 1; 0 means the file as a whole.</summary>
public sealed record Place(string File, int Line, int Column)
{
    public override string ToString() => $"{File}:{Line}:{Column}";
}
