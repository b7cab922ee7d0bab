using System.Text;
using System.Text.Json;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Journal;

namespace SentinelEvents.Unit.Journal;

public sealed class JournalJsonTests
{
    /// <summary>Pieces are 64 kB: with texts that lie across their ends, and one that fits in none.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(500)]
    public void LargeUtf8_AnySize_IsTheSameText(int masters)
    {
        var taken = TestEvents.Snapshot(TestEvents.Start, masters: masters);
        taken = taken with
        {
            Snapshot = taken.Snapshot with
            {
                Masters = [.. taken.Snapshot.Masters.Select((master, place) => master with { Name = $"{TestEvents.AllSorts}{place}" }), taken.Snapshot.Masters[0] with { Name = new string('é', 100_000) }],
            },
        };

        var bytes = JournalJson.LargeUtf8<Observation>(taken);

        Assert.InRange(bytes.Length, 100_000, int.MaxValue);
        Assert.Equal(Encoding.UTF8.GetString(JournalJson.Utf8<Observation>(taken)), Encoding.UTF8.GetString(bytes));
        var read = Assert.IsType<SnapshotTaken>(JsonSerializer.Deserialize<Observation>(bytes, JournalJson.Options));
        Assert.Equal(taken.Snapshot.Masters.Select(master => master.Name), read.Snapshot.Masters.Select(master => master.Name));
    }
}
