using ConsultBot.Application.Ports;
using ConsultBot.Domain.Conversations;

namespace ConsultBot.Application.Consultations;

/// <summary>Compares a typed check code with the keyed hash that a consultation keeps.</summary>
public sealed class CheckCodes(ISecrets secrets)
{
    /// <summary>Name of the secret that keys the hashes.</summary>
    public const string SecretName = "check-codes";

    // Compared where there is nothing to compare with, so that time tells nothing.
    private const string NoHash = "0000000000000000000000000000000000000000000000000000000000000000";

    /// <summary>Whether the code belongs to the number. False for a consultation without a code.</summary>
    public bool Matches(string number, string code, string? hash) =>
        CheckCode.Matches(secrets.GetOrCreate(SecretName), number, code, hash ?? NoHash) && hash is not null;
}
