namespace SentinelEvents.Worker.Delivery;

/// <summary>The part of its configuration that every destination has (<c>Destinations:NAME</c>).</summary>
public abstract record DestinationOptions
{
    /// <summary>Which kind of destination it is; decides which keys it takes.</summary>
    public required string Kind { get; init; }
}
