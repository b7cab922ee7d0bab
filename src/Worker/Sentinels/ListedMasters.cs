using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace SentinelEvents.Worker.Sentinels;

/// <summary>
/// Which masters a sentinel monitors, so far as to tell whether they are those of another time. <c>INFO sentinel</c> lists them
/// (<c>master0:name=mymaster,status=ok,address=10.0.0.1:6379,slaves=2,sentinels=3</c>) in the order of <c>SENTINEL MASTERS</c>
/// (<c>redis:src/sentinel.c</c>, <c>sentinelInfoCommand</c>).
/// </summary>
/// <param name="Count">How many.</param>
/// <param name="Digest">Of all names, in their order.</param>
internal sealed record ListedMasters(int Count, string Digest)
{
    private const string Entry = "master";
    private const string Name = "name=";
    private const string AfterTheName = ",status=";
    private const string Total = "sentinel_masters";

    /// <summary>Those that the text of <c>INFO</c> lists; none where it says nothing of masters.</summary>
    public static ListedMasters In(string info)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var count = 0;
        foreach (var line in info.AsSpan().Split('\n'))
        {
            if (IsEntry(info.AsSpan(line), out var said) && TryName(said, out var name))
            {
                count++;
                Add(digest, name);
            }
        }

        return new ListedMasters(count, DigestOf(digest));
    }

    /// <summary>
    /// Their names, in their order; null where they cannot be told for certain: where the text says that there are more or fewer, names one twice, or has a name that is not plain
    /// ASCII, whose bytes may be others than they look.
    /// </summary>
    public static IReadOnlyCollection<string>? NamesIn(string info)
    {
        var names = new OrderedDictionary<string, bool>(StringComparer.Ordinal);
        foreach (var line in info.AsSpan().Split('\n'))
        {
            if (IsEntry(info.AsSpan(line), out var said)
                && (!TryName(said, out var name) || name.IsEmpty || name.ContainsAnyExceptInRange('!', '~') || !names.TryAdd(name.ToString(), true)))
            {
                return null;
            }
        }

        return InfoText.ValueOf(info, Total) is { } total && int.TryParse(total, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count == names.Count ? names.Keys : null;
    }

    /// <summary>Those of the given names.</summary>
    public static ListedMasters Of(IReadOnlyCollection<string> names)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var name in names)
        {
            Add(digest, name);
        }

        return new ListedMasters(names.Count, DigestOf(digest));
    }

    private static bool IsEntry(ReadOnlySpan<char> line, out ReadOnlySpan<char> said) =>
        InfoText.TryRead(line, out var entry, out said)
        && entry.StartsWith(Entry, StringComparison.Ordinal) && int.TryParse(entry[Entry.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static bool TryName(ReadOnlySpan<char> said, out ReadOnlySpan<char> name)
    {
        // A name may hold what follows it, an address may not.
        var after = said.StartsWith(Name, StringComparison.Ordinal) ? said.LastIndexOf(AfterTheName, StringComparison.Ordinal) : -1;
        name = after >= Name.Length ? said[Name.Length..after] : default;
        return after >= Name.Length;
    }

    private static void Add(IncrementalHash digest, ReadOnlySpan<char> name)
    {
        digest.AppendData(MemoryMarshal.AsBytes(name));
        digest.AppendData(MemoryMarshal.AsBytes("\n".AsSpan()));
    }

    private static string DigestOf(IncrementalHash digest) => Convert.ToHexStringLower(digest.GetHashAndReset());
}
