using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Agreement;

/// <summary>
/// How one sentinel was last known to monitor a master, kept so that what an operator changed while nobody listened is found by comparing.
/// </summary>
/// <param name="Settings">Its settings; null before the first reading.</param>
/// <param name="Instance">The master's address in <c>SENTINEL MASTER</c>.</param>
/// <param name="Epoch">The config epoch.</param>
/// <param name="RoleSince">
/// How long after the start of its process the reported role began. A switch and <c>SENTINEL RESET</c> let it begin again. Counted from that
/// start, so that no clock of ours has a part in it. Null where it is not known.
/// </param>
public sealed record MonitoringAccount(MasterSettings? Settings, HostAddress Instance, long Epoch, TimeSpan? RoleSince);
