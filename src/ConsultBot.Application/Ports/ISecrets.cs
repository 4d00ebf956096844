namespace ConsultBot.Application.Ports;

/// <summary>Secrets that the installation made for itself, kept in the database and never shown.</summary>
public interface ISecrets
{
    /// <summary>The secret of that name: 32 random bytes, made at the first call.</summary>
    byte[] GetOrCreate(string name);
}
