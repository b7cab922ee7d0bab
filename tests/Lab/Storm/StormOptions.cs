namespace SentinelEvents.Lab;

/// <summary>How large a storm.</summary>
/// <param name="Program">The service's assembly.</param>
/// <param name="Masters">How many die, each with two replicas.</param>
/// <param name="Sentinels">How many report it.</param>
internal sealed record StormOptions(string Program, int Masters, int Sentinels)
{
    /// <summary>How long the service has watched when the masters die.</summary>
    internal TimeSpan Settling { get; init; } = TimeSpan.Zero;

    /// <summary>For how long nothing may change before it is believed to be over: some rules wait for seconds.</summary>
    internal TimeSpan Quiet { get; init; } = TimeSpan.FromSeconds(8);
}
