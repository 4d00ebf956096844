using System.Text.Json.Serialization;

namespace ConsultBot.Domain.Messages;

/// <summary>Something done outside that carries no words to the citizen, so that it needs no signature.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "act")]
[JsonDerivedType(typeof(AcknowledgePress), "acknowledgePress")]
[JsonDerivedType(typeof(RemoveButtons), "removeButtons")]
[JsonDerivedType(typeof(CallService), "callService")]
public abstract record ChannelAct;

/// <summary>Tells the messenger that a button press was taken.</summary>
public sealed record AcknowledgePress(string PressId) : ChannelAct;

/// <summary>Takes the buttons off a message whose choice was made.</summary>
public sealed record RemoveButtons(string MessageId) : ChannelAct;

/// <summary>Asks an outside service that the settings declare.</summary>
/// <param name="Call">The turn that asks; the answer names it.</param>
/// <param name="Values">What is sent, by name.</param>
/// <param name="Fields">Fields of the answer that are wanted, each once.</param>
public sealed record CallService(string Service, int Call, IReadOnlyDictionary<string, string> Values, IReadOnlyList<string> Fields) : ChannelAct;
