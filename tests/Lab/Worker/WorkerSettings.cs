using System.Text.Json.Nodes;

namespace SentinelEvents.Lab;

/// <summary>How to start the worker.</summary>
public sealed record WorkerSettings
{
    /// <summary>The configuration, as its JSON file holds it.</summary>
    public required JsonNode Configuration { get; init; }

    public string Command { get; init; } = "run";

    /// <summary>Further arguments, such as <c>--Bus:Transport=RabbitMq</c>.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>The worker's assembly or executable; null: the one that was built beside the lab, or that <c>LAB_WORKER</c> names.</summary>
    public string? Program { get; init; }

    /// <summary>Told of each line of its output, as it comes.</summary>
    public Action<string>? OnLine { get; init; }
}
