namespace SentinelEvents.Unit.Architecture;

/// <summary>A room of src/Worker: which rooms it may name, and which libraries have their only home in it.</summary>
/// <param name="Name">Folder and namespace.</param>
/// <param name="MayName">Other rooms. Contracts may be named by all.</param>
/// <param name="IsHomeOf">Namespaces of libraries that no other room may name, unless it is their home too.</param>
internal sealed record Room(string Name, IReadOnlyList<string> MayName, IReadOnlyList<string> IsHomeOf);
