namespace SentinelEvents.Worker.Health.Prospects;

/// <summary>Choices of some out of all.</summary>
internal static class Choice
{
    /// <summary>Every choice of so many, in lexical order. There are never many sentinels, and the first choice that tells ends the search.</summary>
    public static IEnumerable<IReadOnlySet<string>> Of(List<string> all, int count)
    {
        var at = Enumerable.Range(0, count).ToArray();
        while (true)
        {
            yield return at.Select(index => all[index]).ToHashSet(StringComparer.Ordinal);
            var place = count - 1;
            while (place >= 0 && at[place] == all.Count - count + place)
            {
                place--;
            }

            if (place < 0)
            {
                yield break;
            }

            at[place]++;
            for (var next = place + 1; next < count; next++)
            {
                at[next] = at[next - 1] + 1;
            }
        }
    }
}
