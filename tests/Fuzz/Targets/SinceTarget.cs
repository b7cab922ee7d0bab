using SentinelEvents.Worker.Commands;

namespace SentinelEvents.Fuzz.Targets;

/// <summary>A point in time as people give it to a command.</summary>
internal sealed class SinceTarget : TextTarget
{
    private static readonly DateTimeOffset Now = new(2026, 3, 7, 3, 12, 4, TimeSpan.Zero);

    public override string Name => "since";

    public override string Reads => "points in time on the command line (--since)";

    public override IReadOnlyList<Type> Parsers => [typeof(Since)];

    public override int Weight => 60;

    protected override IReadOnlyList<string> Samples { get; } = ["90s", "15m", "2h", "7d", "0.5h", "36500d", "2026-01-31", "2026-01-31T08:00:00Z", "2026-01-31T08:00:00+14:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"];

    protected override string Try(string text) => Since.Parse(text, Now) is { } at ? Kept(at, text) : "no time";

    private static string Kept(DateTimeOffset at, string text)
    {
        Promise.Hold(at.Offset == TimeSpan.Zero, "a point in time is in UTC", () => $"{text}: {at}");
        return Accepted;
    }
}
