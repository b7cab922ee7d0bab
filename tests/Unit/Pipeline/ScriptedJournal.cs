using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Journal;

namespace SentinelEvents.Unit.Pipeline;

/// <summary>A journal in memory that fails while it is told to, and that another worker can be told to have written to.</summary>
internal sealed class ScriptedJournal : IJournal
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, StateEntry> state = new(StringComparer.Ordinal);
    private readonly List<SentinelEvent> events = [];
    private readonly List<Observation> observations = [];
    private IReadOnlyList<StateEntry>? overtaken;
    private int failures;

    public volatile bool Fails;

    public int Failures => Volatile.Read(ref failures);

    public IReadOnlyList<SentinelEvent> Events
    {
        get
        {
            lock (gate)
            {
                return [.. events];
            }
        }
    }

    public IReadOnlyList<Observation> Observations
    {
        get
        {
            lock (gate)
            {
                return [.. observations];
            }
        }
    }

    public IReadOnlyList<StateEntry> State
    {
        get
        {
            lock (gate)
            {
                return [.. state.Values];
            }
        }
    }

    /// <summary>The next commit that decides something finds that another worker wrote these.</summary>
    public void Overtake(IReadOnlyList<StateEntry> newer)
    {
        lock (gate)
        {
            overtaken = newer;
        }
    }

    public Task OpenAsync(CancellationToken cancellation) => Task.CompletedTask;

    public Task<IReadOnlyList<StateEntry>> LoadStateAsync(CancellationToken cancellation)
    {
        if (Fails)
        {
            Interlocked.Increment(ref failures);
            throw new IOException("Connection reset by peer.");
        }

        return Task.FromResult(State);
    }

    public Task<CommitResult> CommitAsync(JournalBatch batch, CancellationToken cancellation)
    {
        if (Fails)
        {
            Interlocked.Increment(ref failures);
            throw new IOException("No space left on device.");
        }

        lock (gate)
        {
            if (overtaken is { } newer && batch is not { Events.Count: 0, Witnesses.Count: 0, State.Count: 0 })
            {
                overtaken = null;
                return Task.FromResult<CommitResult>(new CommitResult.Overtaken(newer));
            }

            observations.AddRange(batch.Observations);
            events.AddRange(batch.Events.Select(routed => routed.Agreed.Event));
            foreach (var entry in batch.State)
            {
                state[entry.Name] = entry;
            }

            return Task.FromResult<CommitResult>(CommitResult.Committed.Instance);
        }
    }

    public Task<long> RemoveBeforeAsync(DateTimeOffset before, CancellationToken cancellation) => Task.FromResult(0L);
}
