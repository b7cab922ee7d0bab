namespace SentinelEvents.Unit.Architecture;

/// <summary>The table of rooms. Data moves one way: Sentinels, Agreement, Journal, Delivery; the others read from the side. Delivery asks Schedules for times of the calendar.</summary>
internal static class Rooms
{
    private const string Worker = "SentinelEvents.Worker.";

    public static readonly IReadOnlyList<Room> Table =
    [
        new("Events", [], []),
        new("Trust", ["Events"], []),
        new("Sentinels", ["Events", "Trust"], ["StackExchange.Redis"]),
        new("Agreement", ["Events"], []),
        new("Journal", ["Events", "Trust"], ["Dapper", "DbUp", "Microsoft.Data.Sqlite", "Npgsql"]),
        new("Delivery", ["Events", "Journal", "Schedules"], []),
        new("Bus", ["Events", "Delivery", "Trust"], ["MassTransit", "RabbitMQ"]),
        new("Health", ["Events"], []),
        new("Presentation", ["Events"], ["SkiaSharp", "ScottPlot"]),
        new("Notifications", ["Events", "Delivery", "Presentation", "Trust"], ["MailKit", "MimeKit", "Fluid"]),
        new("Pipeline", ["Events", "Sentinels", "Agreement", "Journal", "Delivery"], []),
        new("Simulation", ["Events", "Sentinels", "Agreement", "Journal", "Pipeline", "Delivery"], []),
        new("Schedules", ["Events", "Journal"], ["Quartz"]),
        new("Reports", ["Events", "Sentinels", "Health", "Journal", "Delivery", "Schedules"], []),
        new("Status", ["Events", "Sentinels", "Agreement", "Health", "Presentation", "Notifications", "Reports", "Journal", "Delivery", "Pipeline"], ["Microsoft.AspNetCore", "OpenTelemetry", "Microsoft.Extensions.Hosting.Systemd"]),
        new("Configuration", ["Events", "Sentinels", "Journal", "Delivery", "Bus", "Reports", "Status"], []),
        new("Commands", ["Events", "Sentinels", "Health", "Presentation", "Reports", "Journal", "Delivery", "Bus", "Notifications", "Simulation", "Status", "Configuration"], ["System.CommandLine", "Spectre", "Microsoft.AspNetCore"]),
    ];

    /// <summary>What the types of an architecture name that the table does not allow; one line for each pair.</summary>
    public static IReadOnlyList<string> Violations(ArchUnitNET.Domain.Architecture architecture)
    {
        var homes = Table.SelectMany(room => room.IsHomeOf).Distinct(StringComparer.Ordinal).ToList();
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var type in architecture.Types)
        {
            if (Of(type.Namespace?.FullName ?? "") is not { } room)
            {
                continue;
            }

            foreach (var target in type.Dependencies.Select(dependency => dependency.Target).Distinct())
            {
                var name = target.Namespace?.FullName ?? "";
                if (Of(name) is { } other && other != room && !room.MayName.Contains(other.Name))
                {
                    found.Add($"{room.Name} names {other.Name}: {type.Name} -> {target.Name}");
                }

                if (homes.Find(home => IsIn(name, home)) is { } library && !room.IsHomeOf.Contains(library))
                {
                    found.Add($"{room.Name} names {library}: {type.Name} -> {target.Name}");
                }
            }
        }

        return [.. found];
    }

    private static Room? Of(string space) => Table.FirstOrDefault(room => IsIn(space, Worker + room.Name));

    private static bool IsIn(string space, string home) => space == home || space.StartsWith(home + ".", StringComparison.Ordinal);
}
