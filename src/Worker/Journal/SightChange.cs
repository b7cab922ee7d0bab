using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Journal;

/// <summary>An end or a beginning of the sight of one sentinel, as recorded.</summary>
/// <param name="Worker">Whose sight it is; empty in rows of a version that did not say.</param>
/// <param name="Observation"><see cref="SentinelSighted"/> or <see cref="SentinelUnsighted"/>.</param>
/// <param name="LastRecordedBefore">When the sentinel was last recorded in any way before its sight began; null where it never was, and where sight ended.</param>
internal sealed record SightChange(string Worker, Observation Observation, DateTimeOffset? LastRecordedBefore);
