using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Sentinels;

/// <summary>What a look at one endpoint found. A closed set: reachable, or the problem that prevents it.</summary>
public abstract record ProbeResult(string Cluster, HostAddress Address);

/// <summary>A sentinel that can be watched.</summary>
/// <param name="Id">Its id; null where it has none to give.</param>
/// <param name="Version">Its version; empty where it may not be read.</param>
/// <param name="Masters">The followed masters that it monitors.</param>
/// <param name="Missing">Optional commands that are not permitted.</param>
public sealed record ProbeReachable(
    string Cluster, HostAddress Address, string? Id, string Version, IReadOnlyList<string> Masters, IReadOnlyList<SentinelProblem> Missing)
    : ProbeResult(Cluster, Address);

/// <summary>Not to be watched as it is; <see cref="SentinelProblem.Kind"/> is the reason, <see cref="SentinelProblem.Cure"/> what helps.</summary>
public sealed record ProbeFailed(string Cluster, HostAddress Address, SentinelProblem Problem) : ProbeResult(Cluster, Address);
