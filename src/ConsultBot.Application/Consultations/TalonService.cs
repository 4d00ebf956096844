using ConsultBot.Application.Ports;
using ConsultBot.Domain.Conversations;
using ConsultBot.Domain.Messages;

namespace ConsultBot.Application.Consultations;

/// <summary>Finds a consultation by its number and check code.</summary>
public sealed class TalonService(
    IConversationReader reader, CheckCodes codes, WrongTries tries, IPublicFace face, IRegisterDirectory directory, TimeProvider time)
{
    private const int TurnsRead = 500;

    /// <param name="sender">Where the try comes from; only counted.</param>
    public async Task<TalonResult> Look(string? typedNumber, string? code, string sender, Language language, CancellationToken cancellationToken)
    {
        var number = TalonNumber.Read(typedNumber, time.GetUtcNow().Year, field: true) ?? "";
        if (!tries.Allows(number, sender))
            return new TalonResult(TalonAnswer.TooMany, null, null);

        // The hash alone is read first and always compared, so that an unknown number takes what a wrong code takes.
        var hash = number.Length == 0 ? null : await reader.CodeHash(number, cancellationToken);
        var row = codes.Matches(number, code ?? "", hash) ? await reader.Consultation(number, cancellationToken) : null;
        if (row is null)
        {
            tries.Add(number, sender);
            return new TalonResult(TalonAnswer.Missing, null, null);
        }

        var webAddress = row.Address.Channel == WebChatService.Channel ? row.Address.Address : null;
        return new TalonResult(TalonAnswer.Found, await View(row, language, cancellationToken), webAddress);
    }

    /// <summary>The same for a chat, within a turn.</summary>
    public Sight Look(string number, string code, string sender)
    {
        if (!tries.Allows(number, sender))
            return new Sight(number, TooMany: true);

        var hash = reader.CodeHash(number, CancellationToken.None).GetAwaiter().GetResult();
        var row = codes.Matches(number, code, hash) ? reader.Consultation(number, CancellationToken.None).GetAwaiter().GetResult() : null;
        if (row is null)
            tries.Add(number, sender);

        // Neither the question nor the officer's account goes into another chat's journal.
        return new Sight(number, Talon: row is null ? null : row.Consultation with { Question = "", Officer = null, CodeHash = null });
    }

    private async Task<TalonView> View(ConsultationRow row, Language language, CancellationToken cancellationToken)
    {
        var consultation = row.Consultation;
        var state = consultation.Status switch
        {
            ConsultationStatus.Queued => TalonState.Waiting,
            ConsultationStatus.WithOfficer => TalonState.WithOfficer,
            _ => consultation.Outcome switch
            {
                Outcome.AnsweredByBot or Outcome.AnsweredByHuman => TalonState.Answered,
                Outcome.Refused => TalonState.Refused,
                _ => TalonState.Closed,
            },
        };
        var (events, officials) = await History(row, language, cancellationToken);
        var place = state == TalonState.Waiting ? WaitingList.Place(await reader.Open(cancellationToken), consultation) : null;
        return new TalonView(
            consultation.Number, consultation.Topic is null ? null : face.TopicName(consultation.Topic, language), state, place,
            consultation.OpenedAt, consultation.ClaimedAt, consultation.ClosedAt, state is TalonState.Waiting or TalonState.WithOfficer ? consultation.Due : null,
            state == TalonState.WithOfficer && consultation.Officer is { } officer ? directory.PersonName(officer.Person, language) : null,
            face.OfficialOf(consultation.Topic, consultation.Region, language, consultation.Raised), consultation.Raised, events, officials, face.FormalWay(language));
    }

    private async Task<(IReadOnlyList<TalonEvent> Events, IReadOnlyList<PastOfficial> Officials)> History(
        ConsultationRow row, Language language, CancellationToken cancellationToken)
    {
        var turns = (await reader.Conversation(row.Conversation, cancellationToken))?.State.Turns ?? 0;
        var read = await reader.Transcript(row.Conversation, Math.Max(0, turns - TurnsRead), TurnsRead, cancellationToken);
        return TalonHistory.Of(read.Where(turn => turn.At >= row.Consultation.OpenedAt), row.Consultation, person => directory.PersonName(person, language));
    }
}

public enum TalonAnswer
{
    Found,

    /// <summary>No such number, or a wrong code: nobody learns which.</summary>
    Missing,
    TooMany,
}

public enum TalonState
{
    Waiting,
    WithOfficer,
    Answered,
    Refused,
    Closed,
}

/// <param name="WebAddress">The conversation's address when it is a web chat.</param>
public sealed record TalonResult(TalonAnswer Answer, TalonView? View, string? WebAddress);

/// <summary>What a talon tells: never words of the talk, never personal data of the citizen.</summary>
/// <param name="Raised">Levels by which missed due times moved the responsibility up.</param>
/// <param name="Officials">Who signed in its course, the first one first.</param>
/// <param name="FormalWay">How to make an official appeal, which a consultation is not.</param>
public sealed record TalonView(
    string Number, string? Topic, TalonState State, int? Place, DateTimeOffset OpenedAt, DateTimeOffset? ClaimedAt, DateTimeOffset? ClosedAt,
    DateTimeOffset? Due, string? Officer, AccountableOfficial? Official, int Raised, IReadOnlyList<TalonEvent> Events, IReadOnlyList<PastOfficial> Officials,
    string FormalWay);
