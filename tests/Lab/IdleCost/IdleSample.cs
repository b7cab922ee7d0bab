namespace SentinelEvents.Lab;

/// <summary>One start of the service, and the time after it in which nothing happened.</summary>
/// <param name="StartToWatching">Until every sentinel was watched and every master followed.</param>
/// <param name="Figures">At the end of the window.</param>
/// <param name="PercentOfACore">What it took of the processor in the window.</param>
internal sealed record IdleSample(TimeSpan StartToWatching, ProcessFigures Figures, double PercentOfACore);
