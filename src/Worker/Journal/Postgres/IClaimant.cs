namespace SentinelEvents.Worker.Journal.Postgres;

/// <summary>Who claims deliveries.</summary>
internal interface IClaimant
{
    /// <summary>Unique to this run of the program, and the same for as long as it runs.</summary>
    string Claimant { get; }
}
