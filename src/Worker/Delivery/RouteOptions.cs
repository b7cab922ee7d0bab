using System.ComponentModel.DataAnnotations;
using SentinelEvents.Worker.Delivery.Holding;

namespace SentinelEvents.Worker.Delivery;

/// <summary>Which events go to which destinations, and how soon (<c>Routes</c>).</summary>
public sealed record RouteOptions
{
    /// <summary>Which events; without it, all but health reports.</summary>
    public RouteMatch Match { get; init; } = new();

    /// <summary>The destinations by name.</summary>
    public required IReadOnlyList<string> To { get; init; }

    /// <summary>Whether the routes after this one are tried, too, where it matches; each adds its destinations.</summary>
    public bool Continue { get; init; } = true;

    /// <summary>How long a notification waits for others that belong with it, to be told with them. Only people's destinations group.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan GroupWait { get; init; }

    /// <summary>What belongs together while it waits.</summary>
    public GroupBy GroupBy { get; init; } = GroupBy.Incident;

    /// <summary>How often an incident that stays open is told again; null: never.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "365.00:00:00")]
    public TimeSpan? RepeatInterval { get; init; }

    /// <summary>
    /// How long a replica or sentinel must stay up before it is told that it is back; what goes down again before that is told once. Null: half a minute
    /// where people read it, nothing where programs do.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan? FlapWait { get; init; }
}
