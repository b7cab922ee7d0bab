using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace SentinelEvents.Worker.Sentinels;

/// <summary>
/// Which masters a sentinel monitors, so far as to tell whether they are those of another time. <c>INFO sentinel</c> lists them
/// (<c>master0:name=mymaster,status=ok,address=10.0.0.1:6379,slaves=2,sentinels=3</c>) in the order of <c>SENTINEL MASTERS</c>, which is asked for their names, where nothing stands between them.
/// </summary>
/// <param name="Count">How many.</param>
/// <param name="Digest">Of all names, in their order.</param>
internal sealed record ListedMasters(int Count, string Digest)
{
    private const string Entry = "master";
    private const string Name = "name=";
    private const string AfterTheName = ",status=";

    /// <summary>Those that the text of <c>INFO</c> lists; none where it says nothing of masters.</summary>
    public static ListedMasters In(string info)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var count = 0;
        foreach (var line in info.AsSpan().Split('\n'))
        {
            // A name may hold what follows it, an address may not.
            if (InfoText.TryRead(info.AsSpan(line), out var entry, out var said)
                && entry.StartsWith(Entry, StringComparison.Ordinal) && int.TryParse(entry[Entry.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out _)
                && said.StartsWith(Name, StringComparison.Ordinal) && said.LastIndexOf(AfterTheName, StringComparison.Ordinal) is var after && after >= Name.Length)
            {
                count++;
                Add(digest, said[Name.Length..after]);
            }
        }

        return new ListedMasters(count, DigestOf(digest));
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

    private static void Add(IncrementalHash digest, ReadOnlySpan<char> name)
    {
        digest.AppendData(MemoryMarshal.AsBytes(name));
        digest.AppendData(MemoryMarshal.AsBytes("\n".AsSpan()));
    }

    private static string DigestOf(IncrementalHash digest) => Convert.ToHexStringLower(digest.GetHashAndReset());
}
