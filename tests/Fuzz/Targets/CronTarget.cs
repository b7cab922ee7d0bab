using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Schedules;

namespace SentinelEvents.Fuzz.Targets;

/// <summary>A cron expression in the first line, a time zone in the second.</summary>
internal sealed class CronTarget : TextTarget
{
    private static readonly DateTimeOffset Now = new(2026, 3, 7, 3, 12, 4, 120, TimeSpan.Zero);

    public override string Name => "cron";

    public override string Reads => "cron expressions and time zones, of the configuration and of silences that somebody asks for";

    public override IReadOnlyList<Type> Parsers => [typeof(CronTimes), typeof(TimeZoneName)];

    public override int Weight => 8;

    public override TimeSpan Patience => TimeSpan.FromMilliseconds(250);

    public override long Room(int length) => 16 * 1024 * 1024;

    protected override IReadOnlyList<string> Samples { get; } =
    [
        "0 0 8 * * ?\nUTC", "0 0 3 ? * SUN\nEurope/Berlin", "0 0/5 14,18 * * ?\nAmerica/New_York", "0 15 10 L * ?\nAsia/Kathmandu", "0 15 10 ? * 6#3\nAustralia/Lord_Howe", "0 15 10 LW 2 ?\nUTC", "59 59 23 31 12 ?\nPacific/Apia",
        "0 30 2 29 2 ?\nEurope/Berlin", "0 0 0 30 2 ?\nUTC", "* * * * * ?\nUTC", "0 0 0 15W * ?\nUTC", "0 0 0 L-3 * ?\nUTC", "0 0 0 ? JAN-MAR MON-FRI\nAfrica/Casablanca",
    ];

    protected override IReadOnlyList<string> Words { get; } = ["*", "?", "L", "W", "LW", "#", "/", "-", ",", "MON", "JAN", "0/0", "1-", "L-", " ", "H", "@daily", "\t", "../../etc/passwd", "Europe/"];

    protected override string Try(string text)
    {
        var lines = text.Split('\n', 2);
        var zone = lines.Length > 1 && TimeZoneName.IsKnown(lines[1]) ? TimeZoneInfo.FindSystemTimeZoneById(lines[1]) : TimeZoneInfo.Utc;
        if (!CronTimes.IsValid(lines[0]))
        {
            return "no cron expression";
        }

        if (!CronTimes.Comes(lines[0]))
        {
            return "a time that never comes";
        }

        var (latest, next) = (CronTimes.LatestAtOrBefore(lines[0], zone, Now), CronTimes.NextAfter(lines[0], zone, Now));
        Promise.Hold(!(latest > Now) && !(next <= Now), "a time is on its side of now", () => $"{text}: {latest} {next}");
        Promise.Hold(latest is null || CronTimes.NextAfter(lines[0], zone, latest.Value) is not { } between || between > Now, "the latest time is the latest", () => $"{text}: {latest}");
        return Accepted;
    }
}
