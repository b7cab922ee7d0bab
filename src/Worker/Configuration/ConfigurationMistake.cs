namespace SentinelEvents.Worker.Configuration;

/// <summary>One thing that keeps the configuration from being used. Holds no secret.</summary>
/// <param name="Path">Where, as in <c>Clusters:0:Sentinels:1</c>; empty where the whole file is meant.</param>
/// <param name="Problem">What is wrong.</param>
/// <param name="Cure">What to write instead.</param>
public sealed record ConfigurationMistake(string Path, string Problem, string Cure)
{
    /// <summary>Where; without the control characters that a key may hold, which could forge a line of a log.</summary>
    public string Path { get; } = string.Concat(Path.Select(c => char.IsControl(c) ? '?' : c));

    public override string ToString() => Path.Length == 0 ? $"{Problem}. {Cure}" : $"{Path}: {Problem}. {Cure}";
}
