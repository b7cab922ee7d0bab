using SentinelEvents.Worker.Events.Inspection;

namespace SentinelEvents.Worker.Sentinels.Inspection;

/// <summary>From what is wrong with a connection to what an inspection says of it.</summary>
internal static class InspectionProblems
{
    public static InspectionProblem OfSentinel(SentinelProblem problem) => new(KindOf(problem.Kind), problem.Text, problem.Cure);

    /// <summary>The cures of a data node lie elsewhere in the configuration.</summary>
    public static InspectionProblem OfNode(SentinelProblem problem)
    {
        var kind = KindOf(problem.Kind);
        return problem.Kind switch
        {
            SentinelProblemKind.PasswordRequired => new(
                kind, "the data node asks for a password", "configure DataNodes:Password or DataNodes:PasswordFile (and DataNodes:User) of this cluster"),
            SentinelProblemKind.WrongPassword => new(
                kind, problem.Text, "configure the DataNodes:User and DataNodes:Password of this cluster that the node's requirepass or ACL has"),
            SentinelProblemKind.SecretUnreadable => new(kind, problem.Text, "check DataNodes:PasswordFile and its permissions"),
            SentinelProblemKind.Garbage => new(kind, problem.Text, "check the address, and whether DataNodes:Tls is to be enabled"),
            _ when kind == InspectionProblemKind.Unreachable => new(
                kind, problem.Text, "check that the data node runs, its address and port, and any firewall between"),
            _ => new(kind, problem.Text, problem.Cure),
        };
    }

    /// <summary>What was not expected at all; the text of an exception may quote the other side.</summary>
    public static SentinelProblem Unexpected(Exception failure) =>
        new(SentinelProblemKind.Garbage, $"reading it ended by an error that should not be ({failure.GetType().Name})", "look again; if it stays, report it");

    private static InspectionProblemKind KindOf(SentinelProblemKind kind) => kind switch
    {
        SentinelProblemKind.Unreachable or SentinelProblemKind.Silent or SentinelProblemKind.Lost => InspectionProblemKind.Unreachable,
        SentinelProblemKind.PasswordRequired or SentinelProblemKind.WrongPassword => InspectionProblemKind.Refused,
        SentinelProblemKind.NotPermitted => InspectionProblemKind.NotPermitted,
        _ => InspectionProblemKind.Other,
    };
}
