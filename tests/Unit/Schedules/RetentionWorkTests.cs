using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SentinelEvents.Worker.Journal;
using SentinelEvents.Worker.Schedules;

namespace SentinelEvents.Unit.Schedules;

public sealed class RetentionWorkTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 31, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task RunAsync_Again_RemovesWhatIsOlderByThenEvenAfterAFailure()
    {
        var time = new FakeTimeProvider(Start);
        var journal = new FailingOnceJournal();
        var work = new RetentionWork(journal, new JournalOptions { Retention = TimeSpan.FromDays(7) }, time, NullLogger<RetentionWork>.Instance);

        await work.RunAsync(TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromHours(1));
        await work.RunAsync(TestContext.Current.CancellationToken);

        Assert.Equal([Start.AddDays(-7), Start.AddDays(-7).AddHours(1)], journal.Removals);
    }

    private sealed class FailingOnceJournal : IJournal
    {
        public List<DateTimeOffset> Removals { get; } = [];

        public Task OpenAsync(CancellationToken cancellation) => Task.CompletedTask;

        public Task<IReadOnlyList<StateEntry>> LoadStateAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<StateEntry>>([]);

        public Task<CommitResult> CommitAsync(JournalBatch batch, CancellationToken cancellation) => Task.FromResult<CommitResult>(CommitResult.Committed.Instance);

        public Task<long> RemoveBeforeAsync(DateTimeOffset before, CancellationToken cancellation)
        {
            Removals.Add(before);
            return Removals.Count == 1 ? throw new IOException("The disk is full.") : Task.FromResult(0L);
        }
    }
}
