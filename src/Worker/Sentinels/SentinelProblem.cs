using SentinelEvents.Worker.Trust;

namespace SentinelEvents.Worker.Sentinels;

/// <summary>What is wrong with a sentinel, and what would cure it. Never holds a secret.</summary>
/// <param name="Kind">What sort of problem.</param>
/// <param name="Text">What was seen.</param>
/// <param name="Cure">What to do about it.</param>
public sealed record SentinelProblem(SentinelProblemKind Kind, string Text, string Cure)
{
    /// <summary>The command that was refused, where one was.</summary>
    public string? Command { get; init; }

    /// <summary>The ACL rule that permits it.</summary>
    public string? AclRule { get; init; }

    public override string ToString() => $"{Text} ({Cure})";

    internal static SentinelProblem Unreachable(string seen, bool overTls = false) => new(
        SentinelProblemKind.Unreachable,
        $"no connection: {seen}",
        $"check that the sentinel runs, its address and port, {(overTls ? "that it speaks TLS there, " : "")}and any firewall between");

    internal static SentinelProblem NotPermitted(string command, string rule, string? user) =>
        new(SentinelProblemKind.NotPermitted,
            $"not permitted: {command}",
            $"on this sentinel: ACL SETUSER {user ?? "default"} {rule}; all that is needed: {SentinelAcl.Line}")
        {
            Command = command,
            AclRule = rule,
        };

    internal static SentinelProblem PasswordRequired() =>
        new(SentinelProblemKind.PasswordRequired, "the sentinel asks for a password", "configure Password or PasswordFile (and User) of this cluster");

    internal static SentinelProblem WrongPassword() =>
        new(SentinelProblemKind.WrongPassword, "user or password refused", "configure the User and Password that this sentinel's requirepass or ACL has");

    internal static SentinelProblem NotASentinel() =>
        new(SentinelProblemKind.NotASentinel, "a Redis server that is not a sentinel", "use the sentinel's own port, by default 26379");

    internal static SentinelProblem Garbage(string seen) =>
        new(SentinelProblemKind.Garbage, seen, "check the port, and whether TLS is to be used on it");

    internal static SentinelProblem Tls(TrustFault fault) => new(SentinelProblemKind.Tls, fault.Text, fault.Cure);

    internal static SentinelProblem Silent(TimeSpan limit) =>
        new(SentinelProblemKind.Silent, $"no traffic for {limit.TotalSeconds:0.###} s", "the sentinel is frozen or overloaded, or the network path is dead");

    internal static SentinelProblem SilentCommands(TimeSpan limit) =>
        new(SentinelProblemKind.Silent, $"no answer to any command for {limit.TotalSeconds:0.###} s", "the sentinel is frozen or overloaded, or the network path is dead");

    internal static SentinelProblem Lost(string seen) =>
        new(SentinelProblemKind.Lost, $"connection lost: {seen}", "reconnecting by itself");

    internal static SentinelProblem Duplicate(string other) =>
        new(SentinelProblemKind.Duplicate, $"the same sentinel as {other}, which is watched already", "remove one of the two endpoints");
}
