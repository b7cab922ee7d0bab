namespace SentinelEvents.Worker.Commands;

/// <summary>What the commands end with.</summary>
internal static class ExitCode
{
    public const int Good = 0;

    /// <summary>Findings, or something failed that the configuration is not to blame for.</summary>
    public const int Findings = 1;

    /// <summary>The configuration or the command line cannot be used.</summary>
    public const int Unusable = 2;
}
