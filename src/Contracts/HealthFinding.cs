namespace SentinelEvents.Contracts;

/// <summary>Something that a lint rule found.</summary>
public sealed record HealthFinding
{
    /// <summary>The rule's stable id, such as <c>SE001</c>.</summary>
    public required string Rule { get; init; }

    /// <summary>How much it matters.</summary>
    public Severity Severity { get; init; }

    /// <summary>The deployment.</summary>
    public required string Cluster { get; init; }

    /// <summary>The master; null for a finding about a sentinel or the whole deployment.</summary>
    public string? Master { get; init; }

    /// <summary>What it is about, usually an address; the same from report to report while it lasts.</summary>
    public required string Subject { get; init; }

    /// <summary>What is wrong, in a few words.</summary>
    public required string Title { get; init; }

    /// <summary>What was seen.</summary>
    public required string Evidence { get; init; }

    /// <summary>Why it matters.</summary>
    public required string Why { get; init; }

    /// <summary>The exact command or setting that mends it.</summary>
    public required string Cure { get; init; }
}
