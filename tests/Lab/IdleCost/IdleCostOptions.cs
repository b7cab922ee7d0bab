namespace SentinelEvents.Lab;

/// <summary>What stands idle, and how it is measured.</summary>
/// <param name="Program">The service's assembly.</param>
/// <param name="Masters">Simulated masters, each with two replicas.</param>
/// <param name="Sentinels">Simulated sentinels.</param>
/// <param name="Settling">After the start, before the window: what is compiled and cached for the start is over by then, and more of it the longer it is.</param>
/// <param name="Window">For how long nothing happens.</param>
/// <param name="Starts">How often it is started.</param>
internal sealed record IdleCostOptions(string Program, int Masters, int Sentinels, TimeSpan Settling, TimeSpan Window, int Starts);
