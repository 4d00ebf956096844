using ConsultBot.Application.Consultations;
using ConsultBot.Domain.Messages;

namespace ConsultBot.Simulation.Tests;

/// <summary>Officers at their pages: they race for the same consultations, write, give back and close, and send a form again that was not answered.</summary>
internal sealed class Officers(Random random, Invariants invariants, SimulatedStore store)
{
    private readonly Officer[] _officers = [.. Accounts.Select((account, i) => new Officer(account, Contents.Holders[i]))];
    private int _requests;

    public static IReadOnlyList<string> Accounts { get; } = ["officer-1", "officer-2", "officer-3", "officer-4"];

    /// <summary>One of them does something.</summary>
    public void Act(Desk desk)
    {
        var officer = _officers[random.Next(_officers.Length)];
        if (officer.Answer is not null)
            return;

        if (officer.Form is null)
            Fill(officer);

        if (officer.Form is { } form)
            officer.Answer = desk.Requests.Start(() => form.Send(desk.Service));
    }

    /// <summary>All of them click the consultation that has waited longest at the same moment.</summary>
    public void Race(Desk desk)
    {
        if (Waiting() is not { } number)
            return;

        foreach (var officer in _officers.Where(officer => officer.Answer is null))
        {
            officer.Form = Claim(officer, number);
            officer.Answer = desk.Requests.Start(() => officer.Form.Send(desk.Service));
        }
    }

    /// <summary>Their pages show what came of it.</summary>
    public void Hear()
    {
        foreach (var officer in _officers)
        {
            if (officer is not { Answer.IsCompleted: true, Form: { } form })
                continue;

            var answer = officer.Answer;
            officer.Answer = null;
            if (!answer.IsCompletedSuccessfully)
            {
                // Refused by a full or broken store: the same form goes again.
                form.Again = true;
                continue;
            }

            officer.Form = null;
            if (!form.Again)
                invariants.Told(form, answer.Result);
        }
    }

    /// <summary>The process died under their requests: some send the form again, some look anew.</summary>
    public void Crash()
    {
        foreach (var officer in _officers.Where(officer => officer.Answer is not null))
        {
            officer.Answer = null;
            if (random.Next(2) == 0)
                officer.Form = null;
            else
                officer.Form!.Again = true;
        }
    }

    private void Fill(Officer officer)
    {
        var mine = store.Open.Where(row => row.Consultation.Officer?.Account == officer.Account.Account).Select(row => row.Consultation.Number).ToList();
        if (mine.Count == 0 || random.Next(4) == 0)
        {
            officer.Form = Waiting() is { } waiting ? Claim(officer, waiting) : null;
            return;
        }

        var (number, request) = (mine[random.Next(mine.Count)], Request());
        var account = officer.Account;
        officer.Form = random.Next(10) switch
        {
            < 6 => Reply(account, number, request),
            < 7 => new Form(FormKind.Other, account, number, service => service.Release(account, number, request, Language.Kk, CancellationToken.None)),
            < 9 => new Form(FormKind.Other, account, number, service => service.CloseAnswered(account, number, request, Language.Kk, CancellationToken.None)),
            _ => new Form(FormKind.Other, account, number, service => service.CloseRefused(account, number, request, "Біздің құзырымызда емес", "1414", Language.Kk, CancellationToken.None)),
        };
    }

    private Form Claim(Officer officer, string number)
    {
        var (account, request) = (officer.Account, Request());
        return new Form(FormKind.Claim, account, number, service => service.Claim(account, number, request, Language.Kk, CancellationToken.None));
    }

    private static Form Reply(DeskAccount account, string number, string request)
    {
        var words = "Жауап " + request;
        return new Form(FormKind.Reply, account, number, service => service.Reply(account, number, request, words, Language.Kk, CancellationToken.None), words);
    }

    private string? Waiting() => store.Open.Where(row => row.Consultation.Officer is null).MinBy(row => row.Consultation.QueuedAt)?.Consultation.Number;

    private string Request() => $"r{++_requests}";

    private sealed class Officer(string account, string person)
    {
        public DeskAccount Account { get; } = new(account, person, [], SeesAll: true);

        public Form? Form { get; set; }

        public Task<DeskOutcome>? Answer { get; set; }
    }
}

internal enum FormKind
{
    Claim,
    Reply,
    Other,
}

/// <summary>A form that an officer sent.</summary>
internal sealed class Form(FormKind kind, DeskAccount account, string number, Func<DeskService, Task<DeskOutcome>> send, string? words = null)
{
    public FormKind Kind { get; } = kind;

    public DeskAccount Account { get; } = account;

    public string Number { get; } = number;

    public string? Words { get; } = words;

    /// <summary>It was sent before: the answer may be about the first time.</summary>
    public bool Again { get; set; }

    // The service's refusals before the inbox are answers, too.
    public async Task<DeskOutcome> Send(DeskService service) => await send(service);
}
