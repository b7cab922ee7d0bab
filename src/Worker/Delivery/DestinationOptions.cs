using System.Collections.ObjectModel;

namespace SentinelEvents.Worker.Delivery;

/// <summary>The part of its configuration that every destination has (<c>Destinations:NAME</c>).</summary>
public abstract record DestinationOptions
{
    /// <summary>Which kind of destination it is; decides which keys it takes.</summary>
    public required string Kind { get; init; }

    /// <summary>The operator's templates by the names of the texts that they override; from files beside the configuration, no key of it.</summary>
    public IReadOnlyDictionary<string, string> Templates { get; internal init; } = ReadOnlyDictionary<string, string>.Empty;
}
