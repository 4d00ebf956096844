namespace ConsultBot.Domain.Registers;

/// <summary>How much of the signature is printed. Name and position are in each form.</summary>
public enum SignatureForm
{
    Full,

    /// <summary>Without the body: for prompts inside a dialog, queue notices and simple mode.</summary>
    Short,

    /// <summary>The words in three languages, while the citizen's language is not known.</summary>
    ThreeLanguages,
}
