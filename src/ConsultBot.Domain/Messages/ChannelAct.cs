using System.Text.Json.Serialization;

namespace ConsultBot.Domain.Messages;

/// <summary>Something done to a channel that carries no words to the citizen, so that it needs no signature.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "act")]
[JsonDerivedType(typeof(AcknowledgePress), "acknowledgePress")]
[JsonDerivedType(typeof(RemoveButtons), "removeButtons")]
public abstract record ChannelAct;

/// <summary>Tells the messenger that a button press was taken.</summary>
public sealed record AcknowledgePress(string PressId) : ChannelAct;

/// <summary>Takes the buttons off a message whose choice was made.</summary>
public sealed record RemoveButtons(string MessageId) : ChannelAct;
