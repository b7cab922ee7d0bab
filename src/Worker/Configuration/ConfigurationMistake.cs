using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Configuration;

/// <summary>One thing that keeps the configuration from being used. Holds no secret.</summary>
/// <param name="Path">Where, as in <c>Clusters:0:Sentinels:1</c>; empty where the whole file is meant.</param>
/// <param name="Problem">What is wrong.</param>
/// <param name="Cure">What to write instead.</param>
public sealed record ConfigurationMistake(string Path, string Problem, string Cure)
{
    /// <summary>Where; without what a key may hold that could forge a line of a log or hide a part of it.</summary>
    public string Path { get; } = VisibleText.Masked(Path);

    /// <summary>What is wrong; names that somebody chose may be in it.</summary>
    public string Problem { get; } = VisibleText.Masked(Problem);

    /// <summary>What to write instead; likewise.</summary>
    public string Cure { get; } = VisibleText.Masked(Cure);

    public override string ToString() => Path.Length == 0 ? $"{Problem}. {Cure}" : $"{Path}: {Problem}. {Cure}";
}
