using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Delivery;

/// <summary>A kind of destination: registering one makes it configurable, checked and usable.</summary>
/// <param name="Name">The value of <c>Kind</c>.</param>
/// <param name="Options">The record that its keys are bound to; a <see cref="DestinationOptions"/>.</param>
/// <param name="Validate">What is wrong with its options beyond the form of each value: key (relative to the destination) and cure.</param>
/// <param name="Create">Makes the destination: services, its name, its options.</param>
public sealed record DestinationKind(
    string Name,
    Type Options,
    Func<DestinationOptions, IEnumerable<(string Key, string Cure)>> Validate,
    Func<IServiceProvider, string, DestinationOptions, IDestination> Create)
{
    /// <summary>The kinds of event that one with these options can do something with; it is sent no other, whatever the routes say.</summary>
    public Func<DestinationOptions, EventKind, bool> Takes { get; init; } = (_, _) => true;

    /// <summary>Whether it can tell of several events at once; else it is given one at a time.</summary>
    public Func<DestinationOptions, bool> Groups { get; init; } = _ => false;

    /// <summary>The names of the texts that templates can override, of one with these options.</summary>
    public Func<DestinationOptions, IReadOnlyList<string>> Texts { get; init; } = _ => [];

    /// <summary>Tries its templates on a sample of everything that it may be told: by text, what is wrong.</summary>
    public Func<DestinationOptions, IEnumerable<(string Text, string Problem)>> TryTemplates { get; init; } = _ => [];

    /// <summary>Sends something to nobody, in the way in which it would be sent, so that the first that is meant does not wait until the runtime has compiled what sends it.</summary>
    public Func<IServiceProvider, CancellationToken, Task> Rehearse { get; init; } = (_, _) => Task.CompletedTask;

    /// <summary>Whether people read it, who are spared what comes and goes; programs are told of everything.</summary>
    public Func<DestinationOptions, bool> ForPeople { get; init; } = _ => false;
}
