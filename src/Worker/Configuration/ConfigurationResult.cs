namespace SentinelEvents.Worker.Configuration;

/// <summary>What reading the configuration came to: <see cref="Good"/> or <see cref="Bad"/>.</summary>
public abstract record ConfigurationResult
{
    private ConfigurationResult()
    {
    }

    /// <summary>It can be used.</summary>
    /// <param name="Options">All of it, with the contents of the <c>...File</c> twins in place.</param>
    /// <param name="Notices">What its author should know nevertheless.</param>
    public sealed record Good(SentinelEventsOptions Options, IReadOnlyList<ConfigurationNotice> Notices) : ConfigurationResult;

    /// <summary>It cannot be used.</summary>
    /// <param name="Mistakes">Every reason why, at once; at least one.</param>
    public sealed record Bad(IReadOnlyList<ConfigurationMistake> Mistakes) : ConfigurationResult;
}
