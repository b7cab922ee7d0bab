using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Agreement.Absorbing;

/// <summary>A demoted master's own answers, until its failover is over.</summary>
internal static class OldMasterAbsorber
{
    public static Touched Absorb(Turn turn, OldMasterRead read)
    {
        // One that was asked for after an earlier switch of the same master says nothing about this one.
        if (!turn.TryGetMaster(read.Master, out var master)
            || master.Record.Completion is not { } completion || !completion.Old.SameAs(read.Node) || read.At < completion.SwitchedAt)
        {
            return Touched.Nothing;
        }

        var known = completion.OldMaster;
        var now = Join(known, read, read.At - completion.SwitchedAt);
        // Workers that share a journal ask each for itself, and each record that changes is read again by the others.
        var isNews = master.EndingSince is not null || now.Writable != known?.Writable || now.ClientCount != known.ClientCount;
        turn.Put(master with
        {
            OldMasterReadAt = turn.Now,
            Record = isNews ? master.Record with { Completion = completion with { OldMaster = now } } : master.Record,
        });
        return Touched.Only(read.Master);
    }

    private static OldMasterSight Join(OldMasterSight? known, OldMasterRead read, TimeSpan after) => read.Writable switch
    {
        OldMasterWritable.Yes => new(OldMasterWritable.Yes, after, read.ClientCount, read.Clients),
        OldMasterWritable.NotChecked => known ?? new(OldMasterWritable.NotChecked, null, read.ClientCount, read.Clients),
        _ => known switch
        {
            { Writable: OldMasterWritable.Yes } => new(OldMasterWritable.Ended, after, read.ClientCount, read.Clients),
            { Writable: OldMasterWritable.Ended } => known with { ClientCount = read.ClientCount, Clients = read.Clients },
            // It answered once, and then no longer: what it was then is worth more.
            { Writable: OldMasterWritable.No } when read.Writable == OldMasterWritable.Unreachable => known with { ClientCount = read.ClientCount, Clients = read.Clients },
            _ => new(read.Writable, null, read.ClientCount, read.Clients),
        },
    };
}
