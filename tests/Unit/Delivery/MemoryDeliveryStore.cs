using System.Collections.Concurrent;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Journal;

namespace SentinelEvents.Unit.Delivery;

/// <summary>A store that keeps the order rule in memory and can be told to fail.</summary>
internal sealed class MemoryDeliveryStore : IDeliveryStore
{
    private readonly Lock _lock = new();
    private readonly List<Row> _rows = [];
    private readonly HashSet<long> _lost = [];
    private int _failures;

    public TimeSpan? Lease { get; set; }

    public TimeSpan LongestSleep => TimeSpan.FromSeconds(30);

    /// <summary>Every call about claims, and every review, in order: what was done and to which rows.</summary>
    public ConcurrentQueue<(string What, IReadOnlyList<long> Ids)> ClaimCalls { get; } = [];

    /// <summary>Another worker takes a row: from now on it is not renewed, not given again and not recorded.</summary>
    public void Lose(long id)
    {
        lock (_lock)
        {
            _lost.Add(id);
        }
    }

    /// <summary>How many of the next calls fail.</summary>
    public void Fail(int calls) => Interlocked.Exchange(ref _failures, calls);

    public long Add(string destination, SentinelEvent sentinelEvent, DateTimeOffset dueAt)
    {
        lock (_lock)
        {
            _rows.Add(new Row { Id = _rows.Count + 1, Destination = destination, Event = sentinelEvent, FirstDueAt = dueAt, NotBefore = dueAt });
            return _rows.Count;
        }
    }

    public Row Read(long id)
    {
        lock (_lock)
        {
            return _rows[(int)id - 1] with { };
        }
    }

    public Task<IReadOnlyList<PendingDelivery>> TakeDueAsync(string destination, DateTimeOffset now, int limit, CancellationToken cancellation)
    {
        ThrowIfTold();
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<PendingDelivery>>(
            [
                .. Heads(destination).Where(row => row.NotBefore <= now && !_lost.Contains(row.Id)).Take(limit)
                    .Select(row => new PendingDelivery(row.Id, destination, row.Event, row.Attempts, row.FirstDueAt)),
            ]);
        }
    }

    public Task<DateTimeOffset?> NextDueAsync(string destination, CancellationToken cancellation)
    {
        ThrowIfTold();
        lock (_lock)
        {
            return Task.FromResult(Heads(destination).Select(row => (DateTimeOffset?)row.NotBefore).Min());
        }
    }

    public Task RecordAsync(IReadOnlyList<DeliveryResult> results, CancellationToken cancellation)
    {
        ThrowIfTold();
        lock (_lock)
        {
            foreach (var result in results.Where(result => !_lost.Contains(result.Id)))
            {
                var row = _rows[(int)result.Id - 1];
                row.State = result.State;
                row.Attempts++;
                row.NotBefore = result.NotBefore ?? row.NotBefore;
                row.Reason = result.Reason;
                row.Detail = result.Detail;
            }
        }

        return Task.CompletedTask;
    }

    public Task<IReadOnlySet<long>> RenewAsync(IReadOnlyCollection<long> ids, CancellationToken cancellation)
    {
        ClaimCalls.Enqueue(("renew", [.. ids]));
        ThrowIfTold();
        lock (_lock)
        {
            return Task.FromResult<IReadOnlySet<long>>(ids.Where(id => !_lost.Contains(id)).ToHashSet());
        }
    }

    public Task ReleaseAsync(IReadOnlyCollection<long> ids, CancellationToken cancellation)
    {
        ThrowIfTold();
        ClaimCalls.Enqueue(("release", [.. ids]));
        return Task.CompletedTask;
    }

    private IEnumerable<Row> Heads(string destination) => _rows
        .Where(row => row.Destination == destination && row.State == DeliveryState.Pending)
        .GroupBy(row => (row.Event.Cluster, row.Event.Master))
        .Select(lane => lane.First());

    public Task<IReadOnlyList<PendingDelivery>> TakeHeldAsync(string destination, DateTimeOffset now, int limit, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<PendingDelivery>>([]);

    public Task<IReadOnlyList<PendingDelivery>> TakeHeldWithAsync(string destination, string cluster, string? master, int limit, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<PendingDelivery>>([]);

    public Task HoldAsync(IReadOnlyList<HeldDelivery> held, CancellationToken cancellation) => throw Elsewhere();

    public Task<IReadOnlyList<PriorDelivery>> ReadIncidentAsync(string destination, Guid incident, CancellationToken cancellation) => throw Elsewhere();

    public Task<IReadOnlyList<PriorDelivery>> ReadPairAsync(string destination, PriorFilter filter, CancellationToken cancellation) => throw Elsewhere();

    public Task<IReadOnlyList<Reminder>> TakeRemindersAsync(
        string destination, DateTimeOffset now, DateTimeOffset again, int limit, CancellationToken cancellation) => throw Elsewhere();

    public Task RemindAsync(string destination, IReadOnlyList<ReminderChange> changes, CancellationToken cancellation) => throw Elsewhere();

    public Task<RequeueResult> RequeueAsync(Guid eventId, string destination, DateTimeOffset now, string? note, CancellationToken cancellation) =>
        throw new NotSupportedException("The loop never requeues.");

    public Task<int> ReviewAsync(string reason, DateTimeOffset now, CancellationToken cancellation)
    {
        ClaimCalls.Enqueue(($"review {reason}", []));
        return Task.FromResult(0);
    }

    private static NotSupportedException Elsewhere() => new("What holds back is tested on a real journal.");

    private void ThrowIfTold()
    {
        if (Interlocked.Decrement(ref _failures) >= 0)
        {
            throw new IOException("disk I/O error");
        }
    }

    internal sealed record Row
    {
        public required long Id { get; init; }

        public required string Destination { get; init; }

        public required SentinelEvent Event { get; init; }

        public required DateTimeOffset FirstDueAt { get; init; }

        public required DateTimeOffset NotBefore { get; set; }

        public DeliveryState State { get; set; }

        public int Attempts { get; set; }

        public string? Reason { get; set; }

        public string? Detail { get; set; }
    }
}
