using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SentinelEvents.Unit.Journal.Sqlite;
using SentinelEvents.Worker.Journal;

namespace SentinelEvents.Unit.Journal;

public sealed class RetentionServiceTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ExecuteAsync_EveryHour_RemovesWhatIsOlderEvenAfterAFailure()
    {
        var time = new ArmedTimeProvider();
        var journal = new RecordingJournal();
        using var service = new RetentionService(journal, new JournalOptions { Retention = TimeSpan.FromDays(7) }, time, NullLogger<RetentionService>.Instance);
        await service.StartAsync(Cancellation);
        await time.Armed.Task.WaitAsync(Deadline, TimeProvider.System, Cancellation);

        Assert.Equal(TestEvents.Start.AddMinutes(5).AddDays(-7), await NextAsync(TimeSpan.FromMinutes(5)));
        Assert.Equal(TestEvents.Start.AddMinutes(65).AddDays(-7), await NextAsync(TimeSpan.FromHours(1)));

        await service.StopAsync(Cancellation);

        async Task<DateTimeOffset> NextAsync(TimeSpan after)
        {
            time.Advance(after);
            return await journal.Removals.Reader.ReadAsync(Cancellation).AsTask().WaitAsync(Deadline, TimeProvider.System, Cancellation);
        }
    }

    [Fact]
    public async Task AddJournal_Options_GivesAllSidesOfOneJournal()
    {
        using var folder = new SqliteFolder();
        await using var provider = new ServiceCollection().AddLogging().AddJournal(folder.Options).BuildServiceProvider();

        await provider.GetRequiredService<IJournal>().OpenAsync(Cancellation);
        await provider.GetRequiredService<IJournal>().CommitAsync(TestEvents.Batch(TestEvents.Down("k1"), "mail"), Cancellation);

        Assert.Single(await provider.GetRequiredService<IDeliveryStore>().TakeDueAsync("mail", TestEvents.Start, 1, Cancellation));
        Assert.Single(await provider.GetRequiredService<IJournalReader>().ReadEventsAsync(new EventFilter(), Cancellation));
    }

    /// <summary>Tells when the service waits for the first time: to move the clock before would be for nothing.</summary>
    private sealed class ArmedTimeProvider() : FakeTimeProvider(TestEvents.Start)
    {
        public TaskCompletionSource Armed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            Armed.TrySetResult();
            return timer;
        }
    }

    private sealed class RecordingJournal : IJournal
    {
        public Channel<DateTimeOffset> Removals { get; } = Channel.CreateUnbounded<DateTimeOffset>();

        public Task OpenAsync(CancellationToken cancellation) => Task.CompletedTask;

        public Task<IReadOnlyList<StateEntry>> LoadStateAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<StateEntry>>([]);

        public Task<CommitResult> CommitAsync(JournalBatch batch, CancellationToken cancellation) => Task.FromResult<CommitResult>(CommitResult.Committed.Instance);

        public Task<long> RemoveBeforeAsync(DateTimeOffset before, CancellationToken cancellation) =>
            Removals.Writer.TryWrite(before) ? throw new IOException("The disk is full.") : Task.FromResult(0L);
    }
}
