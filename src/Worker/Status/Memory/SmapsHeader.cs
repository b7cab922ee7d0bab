using System.Globalization;
using System.Text.RegularExpressions;

namespace SentinelEvents.Worker.Status.Memory;

/// <summary>The first line of a mapping in proc_pid_smaps(5): <c>7fd73c200000-7fd73caaa000 r--s 00000000 fe:00 11657614    /usr/lib/Quartz.dll</c>.</summary>
/// <param name="Range">Its addresses.</param>
/// <param name="IsProgramNobodyWrites">Whether it is an assembly, a library or this program, and this process may not write to the mapping.</param>
internal readonly partial record struct SmapsHeader(MappedRange Range, bool IsProgramNobodyWrites)
{
    private const int Device = 3;
    private const int Path = 5;

    public static bool TryRead(string line, out SmapsHeader header)
    {
        header = default;
        Span<System.Range> words = stackalloc System.Range[Path + 1];
        var text = line.AsSpan();
        if (text.Split(words, ' ', StringSplitOptions.RemoveEmptyEntries) < Path
            || text[words[0]] is var addresses && addresses.IndexOf('-') is var dash && dash <= 0
            || !nint.TryParse(addresses[..dash], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var start)
            || !nint.TryParse(addresses[(dash + 1)..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var end)
            || text[words[1]] is not [_, var writes, ..])
        {
            return false;
        }

        var file = line[words[Device].Start..];
        header = new SmapsHeader(new MappedRange(start, end, file), writes == '-' && IsProgram(text[words[Path]]));
        return true;
    }

    /// <summary>What a line below the first says, in kilobytes: <c>Anonymous:            308 kB</c>; null for a line that says something else.</summary>
    public static (string Name, long Kilobytes)? Amount(string line) =>
        line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [[.. var name, ':'], var number, "kB"] && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var amount)
            ? (name, amount)
            : null;

    // What else is mapped comes and goes, or is memory with the name of a file.
    private static bool IsProgram(ReadOnlySpan<char> path) => path.SequenceEqual(Environment.ProcessPath) || Library.IsMatch(path);

    [GeneratedRegex(@"^/.*(\.dll|\.so|\.so\.[0-9][^/]*)( \(deleted\))?$", RegexOptions.CultureInvariant)]
    private static partial Regex Library { get; }
}
