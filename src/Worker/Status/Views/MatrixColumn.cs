using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Status.Views;

/// <summary>A sentinel of a matrix.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Address">Where this service reaches it.</param>
/// <param name="Seen">Whether it is connected to.</param>
/// <param name="Tilt">Whether it is in TILT.</param>
internal sealed record MatrixColumn(string Id, HostAddress Address, bool Seen, bool Tilt);
