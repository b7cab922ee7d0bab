using System.Globalization;

namespace SentinelEvents.Lab;

/// <summary>A wall clock that one process sees instead of the machine's, and that can be set while it runs. Its monotonic clock is left alone.</summary>
public sealed class FakeClock : IAsyncDisposable
{
    private readonly LabDirectory directory = LabDirectory.Create("clock");

    public FakeClock() => Set(TimeSpan.Zero);

    /// <summary>Where Debian keeps it; null where it is not installed.</summary>
    public static string? Library { get; } = (Directory.Exists("/usr/lib") ? Directory.EnumerateDirectories("/usr/lib") : [])
        .Select(folder => Path.Combine(folder, "faketime", "libfaketimeMT.so.1"))
        .FirstOrDefault(File.Exists);

    /// <summary>For the process that is to see it.</summary>
    public IReadOnlyDictionary<string, string?> Environment => new Dictionary<string, string?>
    {
        ["LD_PRELOAD"] = Library ?? throw new LabException("libfaketime is not installed: run scripts/servers.sh clock"),
        ["FAKETIME_TIMESTAMP_FILE"] = TimestampFile,
        ["FAKETIME_NO_CACHE"] = "1",
        ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
        ["DONT_FAKE_MONOTONIC"] = "1",
        // Else waits of the process would be stretched or cut as well.
        ["FAKETIME_FORCE_MONOTONIC_FIX"] = "0",
    };

    private string TimestampFile => directory.File("faketime");

    /// <summary>Sets the clock this far from the machine's.</summary>
    public void Set(TimeSpan offset) =>
        SharedFile.ReplaceAsync(TimestampFile, string.Create(CultureInfo.InvariantCulture, $"{(offset < TimeSpan.Zero ? "-" : "+")}{(long)offset.Duration().TotalSeconds}s")).GetAwaiter().GetResult();

    public ValueTask DisposeAsync() => directory.DisposeAsync();
}
