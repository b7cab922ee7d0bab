using Dapper;
using SentinelEvents.Worker.Journal;
using SQLitePCL;

namespace SentinelEvents.Unit.Journal.Sqlite;

/// <summary>What the database does for whoever reads a large backlog, counted in steps of its virtual machine (https://sqlite.org/opcode.html) and not in time.</summary>
public sealed class SqliteBacklogCostTests : IDisposable
{
    private const int Masters = 1000;
    private const int EventsOfEach = 4;

    /// <summary>Each row a few times, and room to spare. To look through all rows for each master's first would be 40 million.</summary>
    private const int MostSteps = Masters * EventsOfEach * 100;

    private static readonly Dictionary<string, string> Statements = new(StringComparer.Ordinal)
    {
        ["what is due"] = DeliveryStatements.Due,
        ["when the next is due"] = DeliveryStatements.NextDue,
        ["when the next that is held is due"] = DeliveryStatements.NextHeld,
        ["what is held and due"] = $"SELECT d.id FROM delivery d WHERE {DeliveryStatements.HeldDue}",
    };

    private readonly SqliteFolder folder = new();

    public static TheoryData<string> Read => [.. Statements.Keys];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Read))]
    public async Task Read_BacklogOfManyMasters_TakesEachRowAFewTimes(string what)
    {
        using var handle = await folder.OpenAsync(TimeProvider.System);
        var backlog = Enumerable.Range(0, Masters * EventsOfEach).Select(number => new RoutedEvent(TestEvents.Down($"k{number}", $"m{number % Masters}"), ["bus"]));
        await handle.Journal.CommitAsync(TestEvents.Batch([.. backlog]), Cancellation);

        Assert.InRange(StepsOf(Statements[what]), 0, MostSteps);
        Assert.Equal(Masters, (await handle.Deliveries.TakeDueAsync("bus", DateTimeOffset.MaxValue, 2 * Masters, Cancellation)).Count);
    }

    private long StepsOf(string statement)
    {
        const int granularity = 1000;
        long steps = 0;
        using var connection = folder.Connect();
        raw.sqlite3_progress_handler(
            connection.Handle,
            granularity,
            _ =>
            {
                steps += granularity;
                return steps > 100 * MostSteps ? 1 : 0;
            },
            null);
        _ = connection.Query(statement, new { destination = "bus", now = DateTimeOffset.MaxValue.UtcTicks, limit = 32 }).AsList();
        return steps;
    }
}
