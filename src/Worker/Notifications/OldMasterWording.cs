using SentinelEvents.Contracts;
using SentinelEvents.Worker.Presentation;

namespace SentinelEvents.Worker.Notifications;

/// <summary>What the end of a failover says of the old master and of the clients that stayed with it.</summary>
internal static class OldMasterWording
{
    /// <summary>Begins with a space where it says anything.</summary>
    public static string Meaning(FailoverCompleted e) =>
        (e.OldMasterWritable == OldMasterWritable.Yes
            ? " The old master is a second master until the sentinels make it a replica, usually some ten seconds after the switch; what is written to it is lost."
            : "")
        + (e.StragglerCount is > 0 and var count ? $" {Clients(count)} still connected to the old master{Writers(e)}." : "");

    public static string Advice(FailoverCompleted e) => e.StragglerCount > 0
        ? $"{(e.NewMasterRole == RoleCheck.Contradicted || e.Ending == FailoverEnding.TimedOut ? " " : "")}Let these clients ask the sentinels for the master, and restart them now: they have not followed it."
        : "";

    public static IEnumerable<Fact> Facts(FailoverCompleted e)
    {
        if (e.OldMasterWritable != OldMasterWritable.NotChecked)
        {
            yield return new Fact("Old master writable", Words.Of(e.OldMasterWritable) + (e.OldMasterWritableFor is { } length ? $", {Words.Of(length)} after the switch" : ""));
        }

        if (e.StragglerCount is { } count)
        {
            yield return new Fact("Clients on the old master", Number(count));
        }

        foreach (var straggler in e.Stragglers)
        {
            yield return new Fact($"Client {straggler.Address}", Of(straggler));
        }

        if (e.StragglerCount > e.Stragglers.Count && e.Stragglers.Count > 0)
        {
            yield return new Fact("Further clients", Number(e.StragglerCount.Value - e.Stragglers.Count));
        }
    }

    /// <summary>Name, library, age, and what it did last.</summary>
    private static string Of(Straggler straggler)
    {
        var parts = new List<string>
        {
            straggler.Name.Length > 0 ? straggler.Name : "without a name",
            $"connected for {Words.Of(straggler.Connected)}",
            straggler.Command.Length > 0 ? $"{(straggler.Writes ? "WRITES" : "last command")}: {straggler.Command}, {Ago(straggler.Idle)}" : "no command yet",
        };
        if (straggler.Library.Length > 0)
        {
            parts.Insert(1, straggler.Library);
        }

        return string.Join(", ", parts);
    }

    /// <summary>Redis tells it in whole seconds.</summary>
    private static string Ago(TimeSpan idle) => idle < TimeSpan.FromSeconds(1) ? "just now" : $"{Words.Of(idle)} ago";

    private static string Clients(int count) => count == 1 ? "1 client is" : $"{Number(count)} clients are";

    private static string Writers(FailoverCompleted e)
    {
        var writers = e.Stragglers.Count(straggler => straggler.Writes);
        // Those that write are listed first, so a list of nothing else may have left some out.
        var least = writers == e.Stragglers.Count && e.StragglerCount > writers ? "at least " : "";
        return (writers, e.StragglerCount) switch
        {
            (0, _) => "",
            (1, 1) => " and writes to it",
            (1, _) => ", 1 of them writes",
            _ => $", {least}{Number(writers)} of them write",
        };
    }

    private static string Number(int number) => ReadableNumber.Of(number);
}
