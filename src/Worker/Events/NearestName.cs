namespace SentinelEvents.Worker.Events;

/// <summary>Finds the name that somebody probably meant, in a configuration, a command or a question to the API.</summary>
internal static class NearestName
{
    // Longer texts are no slips of the finger, and the comparison takes the product of both lengths.
    private const int LongestCompared = 64;

    /// <summary>The nearest of the names, or null where none is near.</summary>
    public static string? Of(string given, IEnumerable<string> names) => Near(given, names).FirstOrDefault();

    /// <summary>The names that are near, the nearest first.</summary>
    public static IEnumerable<string> Near(string given, IEnumerable<string> names) => given.Length is 0 or > LongestCompared
        ? []
        : names.Select(name => (Name: name, Distance: Distance(given.ToUpperInvariant(), name.ToUpperInvariant())))
            .Where(candidate => candidate.Distance <= Math.Max(2, given.Length / 3) && candidate.Distance < given.Length)
            .OrderBy(candidate => candidate.Distance)
            .Select(candidate => candidate.Name);

    /// <summary>A cure: the nearest name, if any, and all that are allowed.</summary>
    public static string Cure(string given, IReadOnlyCollection<string> names, string allowed) =>
        (Of(given, names) is { } nearest ? $"Did you mean {nearest}? " : "") + $"{allowed}: {(names.Count == 0 ? "none" : string.Join(", ", names))}.";

    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = row[j];
                row[j] = cost;
            }
        }

        return row[b.Length];
    }
}
