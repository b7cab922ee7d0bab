namespace SentinelEvents.Contracts;

/// <summary>A client that is still connected to a demoted master.</summary>
/// <param name="Address">The client's own address.</param>
/// <param name="Name">The name it gave itself (<c>CLIENT SETNAME</c>); empty where it gave none.</param>
/// <param name="Library">Library and version (<c>lib-name</c>, <c>lib-ver</c>, since 7.2); empty where not known.</param>
/// <param name="Connected">For how long it has been connected.</param>
/// <param name="Idle">How long ago it last sent a command.</param>
/// <param name="Command">Its last command, such as <c>set</c>.</param>
/// <param name="Writes">Whether that command writes.</param>
public sealed record Straggler(HostAddress Address, string Name, string Library, TimeSpan Connected, TimeSpan Idle, string Command, bool Writes);
