namespace SentinelEvents.Lab;

/// <summary>What is killed, and how often.</summary>
/// <param name="Program">The service's assembly.</param>
/// <param name="Masters">Real masters, each with one replica.</param>
/// <param name="Sentinels">Real sentinels; each monitors every master.</param>
/// <param name="Rounds">Each with new servers; the receivers take turns.</param>
/// <param name="Alone">Rounds after these in which neither scripts nor a bare subscriber run beside the service; the receivers take turns again.</param>
internal sealed record RealStormOptions(string Program, int Masters, int Sentinels, int Rounds, int Alone);
