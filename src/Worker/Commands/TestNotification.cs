using SentinelEvents.Contracts;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Commands;

/// <summary>A notification that nobody can take for a real one: its names say that it is a test, and nobody has its addresses.</summary>
internal static class TestNotification
{
    private const string Cluster = "test";
    private const string Name = "this-is-a-test";

    // Of the network that is kept for documentation: whatever acts on them reaches nobody.
    private static readonly HostAddress Old = new("192.0.2.1", 6379);
    private static readonly HostAddress New = new("192.0.2.2", 6379);

    /// <param name="kind">Of which kind.</param>
    /// <param name="destination">Whom it is for.</param>
    /// <param name="now">When; each instant gives another id, so that no receiver takes it for one that it had.</param>
    public static Notification Of(EventKind kind, string destination, DateTimeOffset now)
    {
        var sample = SampleEvents.Of(kind, now);
        var named = sample with
        {
            EventId = IdOf("event"),
            IncidentId = IdOf("incident"),
            Cluster = sample.Master is null ? Name : Cluster,
            Master = sample.Master is null ? null : Name,
        };
        return Notification.Of(named switch
        {
            MasterSwitched e => e with { OldAddress = Old, NewAddress = New, Planned = true, Severity = Severity.Warning },
            HealthReported e => e with { Report = Name, Masters = [.. e.Masters.Select(master => master with { Cluster = Cluster, Master = Name })] },
            _ => named,
        });

        Guid IdOf(string what) => EventKey.ToId(FormattableString.Invariant($"send-test/{what}/{destination}/{now.UtcTicks}"));
    }
}
