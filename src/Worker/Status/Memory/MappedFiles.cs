using System.Runtime.InteropServices;

namespace SentinelEvents.Worker.Status.Memory;

/// <summary>
/// Assemblies and libraries, mapped into this process. Each page of them that was looked at once counts as memory of the process, although the same page lies in the system's cache
/// of files and is there again within a microsecond when it is needed.
/// </summary>
internal static class MappedFiles
{
    private const string Listing = "/proc/self/smaps";

    /// <summary><c>MADV_COLD</c>, since Linux 5.4: nobody has looked at the pages lately. Without it, letting them go counts as a look.</summary>
    private const int Cold = 20;

    /// <summary><c>MADV_DONTNEED</c>: not in this process any more; the next look takes them from the file.</summary>
    private const int NotNeeded = 4;

    /// <summary>The mappings that hold nothing but what stands in their files; none where the system does not say.</summary>
    public static IReadOnlySet<MappedRange> Unwritten()
    {
        try
        {
            return Unwritten(File.ReadLines(Listing));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return new HashSet<MappedRange>();
        }
    }

    /// <summary>The same of a listing in the form of proc_pid_smaps(5).</summary>
    /// <param name="lines">Its lines.</param>
    public static IReadOnlySet<MappedRange> Unwritten(IEnumerable<string> lines)
    {
        HashSet<MappedRange> found = [];
        MappedRange? candidate = null;
        foreach (var line in lines)
        {
            if (SmapsHeader.TryRead(line, out var header))
            {
                candidate = header.IsProgramNobodyWrites ? header.Range : null;
            }
            else if (candidate is { } range && SmapsHeader.Amount(line) is { } amount)
            {
                // The pages of a private mapping that were written once are "Anonymous" from then on, or on a swap device: letting go of them would lose what was written.
                switch (amount)
                {
                    case ("Rss", > 0):
                        found.Add(range);
                        break;
                    case ("Anonymous" or "Swap", > 0):
                        found.Remove(range);
                        candidate = null;
                        break;
                }
            }
        }

        return found;
    }

    /// <summary>Lets go of the pages of mappings that hold nothing but what stands in their files. Refusals (a locked mapping) cost nothing but the memory.</summary>
    public static void Release(IEnumerable<MappedRange> ranges)
    {
        try
        {
            foreach (var range in ranges)
            {
                _ = Advise(range.Start, range.Length, Cold);
                _ = Advise(range.Start, range.Length, NotNeeded);
            }
        }
        catch (Exception missing) when (missing is EntryPointNotFoundException or DllNotFoundException)
        {
            // No Linux.
        }
    }

    [DllImport("libc", EntryPoint = "madvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Advise(nint address, nuint length, int advice);
}
