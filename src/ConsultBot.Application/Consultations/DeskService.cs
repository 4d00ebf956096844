using System.Security.Cryptography;
using System.Text;
using ConsultBot.Application.Ports;
using ConsultBot.Domain.Conversations;
using ConsultBot.Domain.Conversations.Events;
using ConsultBot.Domain.Journals;
using ConsultBot.Domain.Messages;

namespace ConsultBot.Application.Consultations;

/// <summary>What officers see and do. Whatever changes a conversation goes through its inbox, as a citizen's words do.</summary>
public sealed class DeskService(
    IConversationReader reader, IInbox inbox, IPublicFace face, IRegisterDirectory directory, TalkReads reads, CitizenFiles files, TimeProvider time)
{
    /// <summary>Characters of a reply at most; every channel takes them, signature included, in one message.</summary>
    public const int MaxReply = 3500;

    private const int MaxClosed = 50;
    private const int MaxReason = 500;

    private readonly Transcripts _transcripts = new(reader, directory);

    public async Task<DeskList> List(DeskAccount account, DeskTab tab, Language language, CancellationToken cancellationToken)
    {
        reads.List(account, tab.ToString());
        var open = (await reader.Open(cancellationToken)).Where(row => account.Sees(row.Consultation.Unit)).ToArray();
        var waiting = WaitingList.Waiting(open).ToArray();
        var mine = open.Where(row => IsMine(account, row.Consultation)).OrderBy(row => row.Consultation.Due ?? DateTimeOffset.MaxValue).ToArray();
        var rows = tab switch
        {
            DeskTab.Mine => mine,
            DeskTab.Waiting => waiting,
            _ => [.. waiting, .. open.Except(waiting), .. await reader.Closed(Units(account), MaxClosed, cancellationToken)],
        };
        return new DeskList(
            tab, new DeskCounts(mine.Length, waiting.Length, open.Length), [.. rows.Select(row => Row(account, row, language))]);
    }

    /// <summary>Number of the consultation that has waited longest; null when nobody waits.</summary>
    public async Task<string?> NextWaiting(DeskAccount account, CancellationToken cancellationToken) =>
        WaitingList.Waiting((await reader.Open(cancellationToken)).Where(row => account.Sees(row.Consultation.Unit)))
            .FirstOrDefault()?.Consultation.Number;

    /// <param name="after">Sequence number after which to read the transcript; 0 = from the start, the greatest = none of it.</param>
    public async Task<DeskOpening> Open(DeskAccount account, string number, long after, Language language, CancellationToken cancellationToken)
    {
        var row = await reader.Consultation(number, cancellationToken);
        var access = Access(account, row);
        if (row is null || access != DeskAccess.Granted)
            return new DeskOpening(access, null);

        if (after < long.MaxValue)
            reads.Talk(account, number, opens: after == 0);

        var consultation = row.Consultation;
        var transcript = await _transcripts.Read(row.Conversation, after, language, cancellationToken);
        var place = consultation.Status == ConsultationStatus.Queued
            ? WaitingList.Place(await reader.Open(cancellationToken), consultation)
            : null;
        var context = new DeskContext(
            face.OfficialOf(consultation.Topic, consultation.Region, language, consultation.Raised),
            consultation.Region is null ? null : face.RegionName(consultation.Region, language) ?? consultation.Region,
            place, consultation.Raised, consultation.ClosedAt, consultation.Outcome?.ToString());
        var signature = account.Person is null
            ? null
            : face.SignatureOf(account.Person, consultation.Topic, consultation.Region, consultation.Language, consultation.Raised);
        return new DeskOpening(
            DeskAccess.Granted,
            new DeskChat(Row(account, row, language), consultation.Language.Code(), transcript.Entries, transcript.Last, context, signature));
    }

    /// <summary>A file that a citizen sent. Each fetch is a look at the talk.</summary>
    /// <param name="sequence">The turn that brought it.</param>
    public async Task<DeskFile> File(DeskAccount account, string number, long sequence, CancellationToken cancellationToken)
    {
        var row = await reader.Consultation(number, cancellationToken);
        var access = Access(account, row);
        if (row is null || access != DeskAccess.Granted)
            return new DeskFile(access, null);

        reads.Talk(account, number, opens: true);
        return new DeskFile(access, await files.Fetch(row.Conversation, sequence, cancellationToken));
    }

    public Task<DeskOutcome> Claim(DeskAccount account, string number, string request, Language language, CancellationToken cancellationToken) =>
        Submit(account, number, request, language, officer => new OfficerClaimed(officer, number), cancellationToken);

    public Task<DeskOutcome> Release(DeskAccount account, string number, string request, Language language, CancellationToken cancellationToken) =>
        Submit(account, number, request, language, officer => new OfficerReleased(officer, number), cancellationToken);

    public async Task<DeskOutcome> Reply(
        DeskAccount account, string number, string request, string text, Language language, CancellationToken cancellationToken)
    {
        var words = InputText.Clean(text).Trim();
        if (words.Length == 0)
            return new DeskOutcome(DeskAccess.Granted, "reply.empty");

        return words.Length > MaxReply
            ? new DeskOutcome(DeskAccess.Granted, "reply.long")
            : await Submit(account, number, request, language, officer => new OfficerReplied(officer, number, words), cancellationToken);
    }

    /// <summary>Sends an officer's message again of which nobody knows whether it arrived; the citizen may then have it twice.</summary>
    /// <param name="sequence">The turn that it belongs to.</param>
    /// <param name="item">Its row in the outbox.</param>
    public async Task<DeskOutcome> Resend(
        DeskAccount account, string number, string request, long sequence, long item, Language language, CancellationToken cancellationToken)
    {
        var row = await reader.Consultation(number, cancellationToken);
        var access = Access(account, row);
        if (row is null || access != DeskAccess.Granted)
            return new DeskOutcome(access);

        return await Unknown(row.Conversation, sequence, item, cancellationToken) is { } words
            ? await Submit(account, number, request, language, officer => new OfficerReplied(officer, number, words, item), cancellationToken)
            : new DeskOutcome(DeskAccess.Granted, "resend.known");
    }

    public Task<DeskOutcome> CloseAnswered(DeskAccount account, string number, string request, Language language, CancellationToken cancellationToken) =>
        Submit(account, number, request, language, officer => new OfficerClosed(officer, number, Outcome.AnsweredByHuman), cancellationToken);

    /// <summary>Ends with a refusal: the citizen is told why and where to go.</summary>
    public async Task<DeskOutcome> CloseRefused(
        DeskAccount account, string number, string request, string reason, string nextAddress, Language language, CancellationToken cancellationToken)
    {
        var why = InputText.Clean(reason).Trim();
        var where = InputText.Clean(nextAddress).Trim();
        if (why.Length == 0 || where.Length == 0)
            return new DeskOutcome(DeskAccess.Granted, "close.incomplete");

        return why.Length > MaxReason || where.Length > MaxReason
            ? new DeskOutcome(DeskAccess.Granted, "reply.long")
            : await Submit(account, number, request, language, officer => new OfficerClosed(officer, number, Outcome.Refused, why, where), cancellationToken);
    }

    // The words of an officer's message with an unknown outcome; null where it is none.
    private async Task<string?> Unknown(long conversation, long sequence, long item, CancellationToken cancellationToken)
    {
        var turns = await reader.Transcript(conversation, sequence - 1, 1, cancellationToken);
        if (turns is not [{ Record: { } record } turn])
            return null;

        for (var i = 0; i < Math.Min(record.Messages.Count, turn.Deliveries.Count); i++)
        {
            if (turn.Deliveries[i].Item == item && turn.Deliveries[i].State == OutboxState.Unknown && record.Messages[i].Kind == MessageKind.Human)
                return record.Messages[i].Body;
        }

        return null;
    }

    private async Task<DeskOutcome> Submit(
        DeskAccount account, string number, string request, Language language, Func<OfficerRef, ConversationEvent> make, CancellationToken cancellationToken)
    {
        var row = await reader.Consultation(number, cancellationToken);
        var access = Access(account, row);
        if (row is null || access != DeskAccess.Granted)
            return new DeskOutcome(access);

        if (account.Person is null)
            return new DeskOutcome(DeskAccess.Granted, "person.missing");

        var bytes = JsonForm.Write(make(new OfficerRef(account.Account, account.Person)));
        var input = new RawInput(row.Address, Key(account, request, bytes), InputSource.Event, bytes, time.GetUtcNow());
        var receipt = await inbox.Submit(input, cancellationToken);
        if (receipt.Refusal is not { } refusal)
            return new DeskOutcome(DeskAccess.Granted);

        var name = refusal.Person is null ? null : directory.PersonName(refusal.Person, language) ?? refusal.Person;
        return new DeskOutcome(DeskAccess.Granted, refusal.Code, name);
    }

    // The same form sent twice is one input; the same form with other words (after "back" in the browser) is another.
    private static string Key(DeskAccount account, string request, byte[] bytes) =>
        $"desk:{account.Account}:{request}:{Convert.ToHexStringLower(SHA256.HashData([.. Encoding.UTF8.GetBytes(account.Account), .. bytes]).AsSpan(0, 8))}";

    private static DeskAccess Access(DeskAccount account, ConsultationRow? row)
    {
        if (row is null)
            return DeskAccess.Missing;

        return account.Sees(row.Consultation.Unit) ? DeskAccess.Granted : DeskAccess.Denied;
    }

    private IReadOnlyList<string> Units(DeskAccount account) =>
        account.SeesAll ? [.. directory.Units(Language.Kk).Select(unit => unit.Id)] : account.Units;

    private static bool IsMine(DeskAccount account, Consultation consultation) =>
        consultation.Status == ConsultationStatus.WithOfficer && consultation.Officer?.Account == account.Account;

    private DeskRow Row(DeskAccount account, ConsultationRow row, Language language)
    {
        var consultation = row.Consultation;
        var state = consultation.Status switch
        {
            ConsultationStatus.Queued => DeskState.Waiting,
            ConsultationStatus.Closed => DeskState.Closed,
            _ => IsMine(account, consultation) ? DeskState.Mine : DeskState.Other,
        };
        var officer = consultation.Officer is null
            ? null
            : directory.PersonName(consultation.Officer.Person, language) ?? consultation.Officer.Person;
        return new DeskRow(
            consultation.Number, row.Conversation, row.Address.Channel, consultation.Question,
            consultation.Topic is null ? null : face.TopicName(consultation.Topic, language) ?? consultation.Topic,
            consultation.OpenedAt, state == DeskState.Closed ? null : consultation.Due, consultation.Urgent, state, officer);
    }
}
