using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Events.Inspection;

/// <summary>A client of a data node (<c>CLIENT LIST</c>).</summary>
/// <param name="Address">Its own address.</param>
/// <param name="Name">The name it gave itself; empty where none.</param>
/// <param name="Library"><c>lib-name</c> and <c>lib-ver</c> (7.2); empty where not known.</param>
/// <param name="Connected">For how long it has been connected.</param>
/// <param name="Idle">How long ago it last sent a command.</param>
/// <param name="Command">Its last command, in lower case, such as <c>set</c> or <c>client|list</c>.</param>
/// <param name="Subscribed">Whether it is subscribed to a channel or pattern.</param>
public sealed record ConnectedClient(HostAddress Address, string Name, string Library, TimeSpan Connected, TimeSpan Idle, string Command, bool Subscribed);
