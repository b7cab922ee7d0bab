namespace SentinelEvents.Lab;

/// <summary>Which sizes are measured.</summary>
/// <param name="Program">The service's assembly.</param>
/// <param name="Masters">Numbers of masters.</param>
/// <param name="Sentinels">Numbers of sentinels; each is measured with each number of masters.</param>
/// <param name="Window">For how long each is watched.</param>
/// <param name="Plot">Where the picture goes.</param>
internal sealed record GrowthOptions(string Program, IReadOnlyList<int> Masters, IReadOnlyList<int> Sentinels, TimeSpan Window, string Plot);
