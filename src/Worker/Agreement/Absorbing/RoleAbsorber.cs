using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Agreement.Absorbing;

/// <summary>A new master's own answer to ROLE.</summary>
internal static class RoleAbsorber
{
    public static Touched Absorb(Turn turn, RoleRead role)
    {
        if (!turn.TryGetMaster(role.Master, out var master)
            || master.Record.Completion is not { } completion || !completion.New.SameAs(role.Node))
        {
            return Touched.Nothing;
        }

        turn.Put(master with { Record = master.Record with { Completion = completion with { Role = role.Role, RoleAsked = true } } });
        return Touched.Only(role.Master);
    }
}
