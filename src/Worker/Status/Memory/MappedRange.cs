namespace SentinelEvents.Worker.Status.Memory;

/// <summary>One mapping of a file into this process: the addresses from <paramref name="Start"/> to before <paramref name="End"/>.</summary>
/// <param name="Start">The first.</param>
/// <param name="End">The first behind it.</param>
/// <param name="File">Device, inode and path: at the same place there may be another file a second later.</param>
internal readonly record struct MappedRange(nint Start, nint End, string File)
{
    public nuint Length => (nuint)(End - Start);
}
