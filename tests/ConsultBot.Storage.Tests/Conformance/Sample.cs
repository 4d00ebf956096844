using System.Text;
using ConsultBot.Application.Ports;
using ConsultBot.Domain.Conversations;
using ConsultBot.Domain.Conversations.Events;
using ConsultBot.Domain.Journals;
using ConsultBot.Domain.Messages;
using ConsultBot.Domain.Problems;
using ConsultBot.Domain.Registers;

namespace ConsultBot.Storage.Tests.Conformance;

/// <summary>Inputs, turns and decisions as the Application would bring them.</summary>
internal static class Sample
{
    private static readonly Place _place = new("sample", 1, 1);

    private static readonly Register _register = new(
        new RegisterData(
            [new Region(Register.RootRegion, null, LocalText.Same("Kazakhstan"), [], _place)],
            [new Body("body", LocalText.Same("Ministry"), LocalText.Same("Ministry"), null, _place)],
            [new Unit("unit", "body", LocalText.Same("Desk"), _place)],
            [new Position("head", "unit", LocalText.Same("Head"), null, null, null, null, null, _place)],
            [new Person("person", LocalText.Same("Serikova"), LocalText.Same("Aigul"), null, _place)],
            [new Assignment("order", "head", "person", AssignmentKind.Permanent, new DateOnly(2020, 1, 1), null, "1", new DateOnly(2020, 1, 1), null, _place)],
            [new ResponsibilityRule("rule", ResponsibilityRule.AnyTopic, Register.RootRegion, "head", null, null, _place)]),
        number: 1);

    public static Signature Signature { get; } =
        _register.Sign(null, null, null, new DateOnly(2026, 3, 2), Language.Ru, SignatureForm.Full);

    public static DateTimeOffset Now { get; } = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

    public static CitizenAddress Citizen(int number) => new("telegram", "bot", $"chat-{number}");

    public static RawInput Input(int citizen, string key, string text = "salem") =>
        new(Citizen(citizen), key, InputSource.Channel, Encoding.UTF8.GetBytes(text), Now);

    public static string Text(RawInput input) => Encoding.UTF8.GetString(input.Bytes.Span);

    public static OutboundMessage Message(string body, bool urgent = false, MessageKind kind = MessageKind.Bot) =>
        new(kind, Language.Ru, body, Signature, [], urgent: urgent);

    /// <summary>A turn with one message that repeats the input's words.</summary>
    public static Turn Echo(Claim claim) => new()
    {
        State = claim.State with { Turns = claim.State.Turns + 1, LastQuestion = Text(claim.Input) },
        Messages = [Message(Text(claim.Input))],
    };

    public static Decision Commit(Claim claim, Turn turn, DeliveryPlan plan = DeliveryPlan.SendNow, string? parked = null) =>
        new Decision.Commit(turn, Record(claim, turn), parked, Enumerable.Repeat(plan, turn.Messages.Count + turn.Acts.Count).ToArray());

    public static TurnRecord Record(Claim claim, Turn turn) =>
        new(Now, 1, 1, Owner.Bot, new CitizenWrote(Text(claim.Input)), turn.Messages, turn.Marks, turn.Refusal, claim.ReservedNumber, "");

    public static Decision Echoed(Claim claim) => Commit(claim, Echo(claim));

    public static BatchWork Work(IReadOnlyList<RawInput>? inputs = null, int maxTurns = 100, DateTimeOffset? now = null,
        IReadOnlyList<Settlement>? settlements = null, IReadOnlyList<long>? start = null) =>
        new(now ?? Now, maxTurns, inputs ?? [], settlements ?? [], start ?? []);

    public static Consultation Consultation(string number, string question = "question", ConsultationStatus status = ConsultationStatus.Queued) =>
        new() { Number = number, Unit = "unit", OpenedAt = Now, QueuedAt = Now, Question = question, Status = status };
}
