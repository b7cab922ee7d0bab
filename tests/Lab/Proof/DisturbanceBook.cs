namespace SentinelEvents.Lab;

/// <summary>Everything that is done to anybody, with its times.</summary>
internal sealed class DisturbanceBook
{
    private readonly Lock gate = new();
    private readonly List<Disturbance> over = [];
    private readonly Dictionary<int, (string What, DisturbedPart Target, DateTimeOffset From)> open = [];
    private readonly TimeProvider time = TimeProvider.System;
    private int next;

    /// <summary>Something begins; dispose what is returned when it has ended.</summary>
    public IDisposable Begin(string what, DisturbedPart target)
    {
        lock (gate)
        {
            var number = next++;
            open.Add(number, (what, target, time.GetUtcNow()));
            return new Entry(this, number);
        }
    }

    /// <summary>In the order of their beginnings; what has not ended lasts until the given time.</summary>
    public IReadOnlyList<Disturbance> All(DateTimeOffset now)
    {
        lock (gate)
        {
            return [.. over.Concat(open.Values.Select(entry => new Disturbance(entry.What, entry.Target, entry.From, now))).OrderBy(entry => entry.From)];
        }
    }

    private void End(int number)
    {
        lock (gate)
        {
            if (open.Remove(number, out var entry))
            {
                over.Add(new Disturbance(entry.What, entry.Target, entry.From, time.GetUtcNow()));
            }
        }
    }

    private sealed class Entry(DisturbanceBook book, int number) : IDisposable
    {
        public void Dispose() => book.End(number);
    }
}
