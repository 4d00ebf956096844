using ConsultBot.Application.Ports;
using ConsultBot.Domain.Conversations;
using ConsultBot.Domain.Messages;

namespace ConsultBot.Application.Consultations;

/// <summary>Finds a consultation by its number and check code.</summary>
public sealed class TalonService(
    IConversationReader reader, CheckCodes codes, WrongTries tries, IPublicFace face, IRegisterDirectory directory, TimeProvider time)
{
    /// <param name="sender">Where the try comes from; only counted.</param>
    public async Task<TalonResult> Look(string? typedNumber, string? code, string sender, Language language, CancellationToken cancellationToken)
    {
        var number = TalonNumber.Read(typedNumber, time.GetUtcNow().Year, field: true) ?? "";
        if (!tries.Allows(number, sender))
            return new TalonResult(TalonAnswer.TooMany, null, null);

        var row = number.Length == 0 ? null : await reader.Consultation(number, cancellationToken);
        if (!codes.Matches(number, code ?? "", row?.Consultation.CodeHash) || row is null)
        {
            tries.Add(number, sender);
            return new TalonResult(TalonAnswer.Missing, null, null);
        }

        var webAddress = row.Address.Channel == WebChatService.Channel ? row.Address.Address : null;
        return new TalonResult(TalonAnswer.Found, await View(row, language, cancellationToken), webAddress);
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
        var place = state == TalonState.Waiting ? WaitingList.Place(await reader.Open(cancellationToken), consultation) : null;
        return new TalonView(
            consultation.Number, consultation.Topic is null ? null : face.TopicName(consultation.Topic, language), state, place,
            consultation.OpenedAt, consultation.ClaimedAt, consultation.ClosedAt, state is TalonState.Waiting or TalonState.WithOfficer ? consultation.Due : null,
            state == TalonState.WithOfficer && consultation.Officer is { } officer ? directory.PersonName(officer.Person, language) : null,
            face.OfficialOf(consultation.Topic, consultation.Region, language, consultation.Raised));
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
public sealed record TalonView(
    string Number, string? Topic, TalonState State, int? Place, DateTimeOffset OpenedAt, DateTimeOffset? ClaimedAt, DateTimeOffset? ClosedAt,
    DateTimeOffset? Due, string? Officer, AccountableOfficial? Official);
