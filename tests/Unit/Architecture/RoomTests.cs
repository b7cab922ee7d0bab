using ArchUnitNET.Loader;
using SentinelEvents.Unit.Configuration;

namespace SentinelEvents.Unit.Architecture;

public sealed class RoomTests
{
    [Fact]
    public void Rooms_NameOnlyWhatTheTableAllows() => Assert.Empty(Rooms.Violations(Load("sentinel-events")));

    [Fact]
    public void Rooms_WithAPlantedViolation_AreFound()
    {
        var found = Rooms.Violations(Load("SentinelEvents.Unit"));

        Assert.Contains(found, violation => violation.StartsWith("Agreement names Journal: AsksTheJournal", StringComparison.Ordinal));
        Assert.Contains(found, violation => violation.StartsWith("Delivery names MassTransit: SpeaksMassTransit", StringComparison.Ordinal));
    }

    [Fact]
    public void Table_HasARowForEveryRoom()
    {
        var rooms = Load("sentinel-events").Types
            .Select(type => type.Namespace?.FullName ?? "")
            .Where(space => space.StartsWith("SentinelEvents.Worker.", StringComparison.Ordinal))
            .Select(space => space.Split('.')[2])
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);

        Assert.Equal(Rooms.Table.Select(room => room.Name).Order(StringComparer.Ordinal), rooms);
    }

    [Fact]
    public void Decision_TellsTheTableAsItIs()
    {
        var told = File.ReadLines(RepositoryFiles.PathOf("docs/decisions/0007-rooms.md"))
            .Where(line => line.StartsWith('|'))
            .Skip(2)
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Select(cells => $"{cells[1]} | {cells[3]} | {cells[4]}");

        Assert.Equal(Rooms.Table.Select(room => $"{room.Name} | {string.Join(", ", room.MayName)} | {string.Join(", ", room.IsHomeOf)}"), told);
    }

    [Fact]
    public void Contracts_NameNothingOfOurs() => Assert.DoesNotContain(
        System.Reflection.Assembly.Load("SentinelEvents.Contracts").GetReferencedAssemblies(),
        assembly => !assembly.Name!.StartsWith("System", StringComparison.Ordinal));

    private static ArchUnitNET.Domain.Architecture Load(string assembly) => new ArchLoader().LoadAssemblies(System.Reflection.Assembly.Load(assembly)).Build();
}
