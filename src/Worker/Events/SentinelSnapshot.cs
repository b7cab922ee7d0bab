namespace SentinelEvents.Worker.Events;

/// <summary>What a sentinel answered about itself and everything it monitors.</summary>
/// <param name="ProcessId">Run id of the process (<c>INFO server</c>: <c>run_id</c>); another one means that the sentinel was restarted. Empty where it may not be read.</param>
/// <param name="Version"><c>redis_version</c>, or <c>valkey_version</c> where present.</param>
/// <param name="Uptime">How long the process has run.</param>
/// <param name="Tilt">Whether it is in TILT mode.</param>
/// <param name="Masters">Every master that it monitors.</param>
public sealed record SentinelSnapshot(string ProcessId, string Version, TimeSpan Uptime, bool Tilt, IReadOnlyList<MasterSnapshot> Masters);
