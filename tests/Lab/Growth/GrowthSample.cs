namespace SentinelEvents.Lab;

/// <summary>What one size costs while nothing happens.</summary>
/// <param name="Masters">How many masters.</param>
/// <param name="Sentinels">How many sentinels.</param>
/// <param name="StartToWatching">Until every sentinel was watched and every master followed.</param>
/// <param name="Figures">At the end of the window.</param>
/// <param name="PercentOfACore">What the service took of the processor.</param>
/// <param name="CommandsPerSecond">What each sentinel was asked, on average.</param>
internal sealed record GrowthSample(int Masters, int Sentinels, TimeSpan StartToWatching, ProcessFigures Figures, double PercentOfACore, double CommandsPerSecond)
{
    internal int Views => Masters * Sentinels;
}
