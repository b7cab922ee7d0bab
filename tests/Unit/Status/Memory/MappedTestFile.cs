using System.IO.MemoryMappedFiles;
using SentinelEvents.Worker.Status.Memory;

namespace SentinelEvents.Unit.Status.Memory;

/// <summary>A file with the name of an assembly that is mapped into this process and that only its test looks at.</summary>
internal sealed class MappedTestFile : IDisposable
{
    private const int Page = 4096;
    private readonly string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".dll");
    private readonly MemoryMappedFile mapping;
    private readonly MemoryMappedViewAccessor view;
    private readonly int size;

    public MappedTestFile(int megabytes)
    {
        size = megabytes << 20;
        File.WriteAllBytes(path, [.. Enumerable.Range(0, size).Select(Content)]);
        mapping = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        view = mapping.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
    }

    /// <summary>How much of it counts as memory of this process.</summary>
    public long ResidentKilobytes => File.ReadLines("/proc/self/smaps")
        .SkipWhile(line => !line.EndsWith(path, StringComparison.Ordinal))
        .Select(SmapsHeader.Amount)
        .First(amount => amount is ("Rss", _))!.Value.Kilobytes;

    /// <summary>It among what may be let go of.</summary>
    public IEnumerable<MappedRange> Among(IEnumerable<MappedRange> ranges) => ranges.Where(range => range.File.EndsWith(path, StringComparison.Ordinal));

    public void LookAtAll()
    {
        for (var at = 0; at < size; at += Page)
        {
            _ = view.ReadByte(at);
        }
    }

    public bool IsAsWritten() => Enumerable.Range(0, size).All(at => view.ReadByte(at) == Content(at));

    public void Dispose()
    {
        view.Dispose();
        mapping.Dispose();
        File.Delete(path);
    }

    private static byte Content(int at) => (byte)((at >> 12) + at);
}
