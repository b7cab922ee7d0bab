using SentinelEvents.Worker.Events.Inspection;

namespace SentinelEvents.Worker.Sentinels.Inspection;

/// <summary>One sentinel can be reached, and be named, by several addresses.</summary>
internal static class SentinelDuplicates
{
    /// <summary>Each sentinel once, by its id, the first of each; but two processes that go by one id, as copied configurations make them, are two.</summary>
    public static IReadOnlyList<SentinelInspection> Without(IReadOnlyList<SentinelInspection> sentinels)
    {
        var kept = new List<SentinelInspection>(sentinels.Count);
        foreach (var sentinel in sentinels)
        {
            var same = sentinel.Id is null ? [] : sentinels.Where(other => other.Id == sentinel.Id && other != sentinel).ToList();
            var isRepeated = sentinel.IsRead
                ? kept.Exists(other => other.IsRead && other.Id is not null && other.Id == sentinel.Id && IsOneProcess(other, sentinel))
                : !sentinel.Configured && same.Exists(other => other.IsRead || kept.Contains(other));
            if (!isRepeated)
            {
                kept.Add(sentinel);
            }
        }

        return kept;
    }

    /// <summary>Where one of them may not be asked, they are taken for one.</summary>
    private static bool IsOneProcess(SentinelInspection one, SentinelInspection other) =>
        one.Info.Text("run_id") is var first && other.Info.Text("run_id") is var second && (first.Length == 0 || second.Length == 0 || first == second);
}
