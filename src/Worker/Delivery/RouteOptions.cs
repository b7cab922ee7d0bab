namespace SentinelEvents.Worker.Delivery;

/// <summary>Which events go to which destinations (<c>Routes</c>). Every route that matches adds its destinations.</summary>
public sealed record RouteOptions
{
    public RouteMatch Match { get; init; } = new();

    public required IReadOnlyList<string> To { get; init; }
}
