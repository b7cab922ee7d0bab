using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace SentinelEvents.Worker.Sentinels;

/// <summary>
/// The masters that <c>INFO sentinel</c> lists, so far as to tell whether they are those of another time: <c>master0:name=mymaster,status=ok,address=10.0.0.1:6379,slaves=2,sentinels=3</c>.
/// For their names <c>MASTERS</c> is asked, where nothing stands between them.
/// </summary>
/// <param name="Count">How many.</param>
/// <param name="Digest">Of all names, in their order.</param>
internal sealed record ListedMasters(int Count, string Digest)
{
    private const string Entry = "master";
    private const string Name = ":name=";
    private const string AfterTheName = ",status=";

    public static ListedMasters In(string info)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var count = 0;
        foreach (var line in info.AsSpan().EnumerateLines())
        {
            // A name may hold what follows it, an address may not.
            if (line.StartsWith(Entry, StringComparison.Ordinal) && line.IndexOf(Name, StringComparison.Ordinal) is var before and > 0 && line.LastIndexOf(AfterTheName, StringComparison.Ordinal) is var after && after > before
                && int.TryParse(line[Entry.Length..before], NumberStyles.None, CultureInfo.InvariantCulture, out _))
            {
                count++;
                digest.AppendData(MemoryMarshal.AsBytes(line[before..after]));
            }
        }

        return new ListedMasters(count, Convert.ToHexStringLower(digest.GetHashAndReset()));
    }
}
