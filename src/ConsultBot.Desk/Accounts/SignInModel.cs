using ConsultBot.Desk.Shared;

namespace ConsultBot.Desk.Accounts;

/// <param name="ReturnUrl">A local address to go to after signing in.</param>
public sealed record SignInModel(string? UserName, string? ReturnUrl, IReadOnlyList<Fault> Faults);
