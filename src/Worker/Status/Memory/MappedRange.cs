namespace SentinelEvents.Worker.Status.Memory;

/// <summary>One mapping of a file into this process: the addresses from <paramref name="Start"/> to before <paramref name="End"/>.</summary>
internal readonly record struct MappedRange(nint Start, nint End)
{
    public nuint Length => (nuint)(End - Start);
}
