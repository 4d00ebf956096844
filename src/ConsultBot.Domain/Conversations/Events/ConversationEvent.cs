using System.Text.Json.Serialization;

namespace ConsultBot.Domain.Conversations.Events;

/// <summary>One thing that happened to a conversation. All that a turn depends on besides state and world is in it.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(CitizenWrote), "citizenWrote")]
[JsonDerivedType(typeof(CitizenPressed), "citizenPressed")]
[JsonDerivedType(typeof(CitizenSentMedia), "citizenSentMedia")]
[JsonDerivedType(typeof(CitizenEdited), "citizenEdited")]
[JsonDerivedType(typeof(CitizenBlocked), "citizenBlocked")]
[JsonDerivedType(typeof(CitizenReturned), "citizenReturned")]
[JsonDerivedType(typeof(GroupEntered), "groupEntered")]
[JsonDerivedType(typeof(InputIgnored), "inputIgnored")]
[JsonDerivedType(typeof(InputParked), "inputParked")]
[JsonDerivedType(typeof(TimerFired), "timerFired")]
[JsonDerivedType(typeof(DeliveryFailed), "deliveryFailed")]
[JsonDerivedType(typeof(PackRecalled), "packRecalled")]
[JsonDerivedType(typeof(ErasureOrdered), "erasureOrdered")]
[JsonDerivedType(typeof(ServiceAnswered), "serviceAnswered")]
[JsonDerivedType(typeof(OfficerClaimed), "officerClaimed")]
[JsonDerivedType(typeof(OfficerReplied), "officerReplied")]
[JsonDerivedType(typeof(OfficerReleased), "officerReleased")]
[JsonDerivedType(typeof(OfficerClosed), "officerClosed")]
public abstract record ConversationEvent;
