using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Journal;
using Spectre.Console;

namespace SentinelEvents.Worker.Commands;

/// <summary>When which sentinel was not heard, whether or not the service runs.</summary>
internal sealed class SightCommand
{
    private static readonly JsonSerializerOptions Indented = new(SentinelEventJson.Options) { WriteIndented = true };

    public const string Lesson =
        """
        A message published in such a time may be missing in the journal. What it changed is not: each sentinel's state is read when it is back.
        """;

    private readonly CommandConfiguration configuration;
    private readonly Option<string?> cluster = new("--cluster") { Description = "Only sentinels of this cluster", HelpName = "C" };
    private readonly Option<string?> since = new("--since") { Description = "Only what lasted beyond then: 2026-01-31T08:00Z, or how long ago: 15m, 2h, 7d", HelpName = "T" };
    private readonly Option<OutputFormat> format = new Option<OutputFormat>("--format") { Description = "text, or json: the intervals, and the sum of each sentinel", DefaultValueFactory = _ => OutputFormat.Text }.ByName();

    public SightCommand(CommandConfiguration configuration)
    {
        this.configuration = configuration;
        Command = new Command("sight", "Shows the times in which a sentinel was not heard, the oldest first, and their sum for each sentinel") { cluster, since, format };
        Command.SetAction(InvokeAsync);
    }

    public Command Command { get; }

    private async Task<int> InvokeAsync(ParseResult parsed, CancellationToken cancellation)
    {
        if (configuration.Read(parsed) is not { } good)
        {
            return ExitCode.Unusable;
        }

        var now = TimeProvider.System.GetUtcNow();
        DateTimeOffset? from = null;
        if (parsed.GetValue(since) is { } text && (from = Since.Parse(text, now)) is null)
        {
            parsed.InvocationConfiguration.Error.WriteLine($"--since {text} is no time. Write 2026-01-31T08:00Z, or how long ago: 90s, 15m, 2h, 7d.");
            return ExitCode.Unusable;
        }

        try
        {
            using var journal = await ExistingJournal.OpenAsync(good.Options.Journal, cancellation);
            var intervals = await journal.Reader.ReadBlindIntervalsAsync(parsed.GetValue(cluster), from, cancellation);
            var sums = BlindSum.Of(intervals, from, now);
            if (parsed.GetValue(format) == OutputFormat.Json)
            {
                parsed.InvocationConfiguration.Output.WriteLine(new JsonObject
                {
                    ["intervals"] = new JsonArray([.. intervals.Select(Json)]),
                    ["sentinels"] = new JsonArray([.. sums.Select(Json)]),
                }.ToJsonString(Indented));
            }
            else
            {
                Write(intervals, sums, now);
            }

            return ExitCode.Good;
        }
        catch (JournalUnusableException unusable)
        {
            parsed.InvocationConfiguration.Error.WriteLine(unusable.Message);
            return ExitCode.Findings;
        }
    }

    private static JsonNode Json(BlindInterval interval) => new JsonObject
    {
        ["worker"] = interval.Worker,
        ["cluster"] = interval.Cluster,
        ["sentinel"] = interval.Sentinel.Id,
        ["address"] = interval.Sentinel.Address.ToString(),
        ["from"] = interval.From.ToString("O", CultureInfo.InvariantCulture),
        ["noticedAt"] = interval.NoticedAt.ToString("O", CultureInfo.InvariantCulture),
        ["to"] = interval.To?.ToString("O", CultureInfo.InvariantCulture),
        ["reason"] = interval.Reason,
    };

    private static JsonNode Json(BlindSum sum) => new JsonObject
    {
        ["worker"] = sum.Worker,
        ["cluster"] = sum.Cluster,
        ["sentinel"] = sum.Sentinel.Id,
        ["address"] = sum.Sentinel.Address.ToString(),
        ["intervals"] = sum.Intervals,
        ["seconds"] = Math.Round(sum.Blind.TotalSeconds, 3),
        ["now"] = sum.Lasts,
    };

    private static void Write(IReadOnlyList<BlindInterval> intervals, IReadOnlyList<BlindSum> sums, DateTimeOffset now)
    {
        if (intervals.Count == 0)
        {
            Terminal.Line("Every sentinel that was ever seen was heard all the time. One that never was is not listed: sentinel-events check says why.");
            return;
        }

        var list = Terminal.Table("Last heard (UTC)", "Noticed after", "Heard again (UTC)", "Lasted", "Sentinel", "Id", "Worker", "Reason");
        foreach (var (worker, name, sentinel, from, noticed, to, reason) in intervals)
        {
            list.AddRow(
                Terminal.Text(Text(from)),
                Terminal.Text(Text(noticed - from)),
                to is { } end ? Terminal.Text(Text(end)) : Terminal.Text("not yet", "red"),
                Terminal.Text(Text((to ?? now) - from)),
                Terminal.Text($"{name}/{sentinel.Address}"),
                Terminal.Text(sentinel.Id),
                Terminal.Text(worker),
                Terminal.Text(reason));
        }

        Terminal.Write(list);
        var table = Terminal.Table("Sentinel", "Id", "Worker", "Times", "In all", "Now");
        foreach (var sum in sums)
        {
            table.AddRow(
                Terminal.Text($"{sum.Cluster}/{sum.Sentinel.Address}"),
                Terminal.Text(sum.Sentinel.Id),
                Terminal.Text(sum.Worker),
                Terminal.Text(sum.Intervals.ToString(CultureInfo.InvariantCulture)),
                Terminal.Text(Text(sum.Blind)),
                sum.Lasts ? Terminal.Text("not heard", "red") : Terminal.Text("heard"));
        }

        Terminal.Write(table);
    }

    private static string Text(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);

    private static string Text(TimeSpan span) => span < TimeSpan.FromMinutes(1)
        ? string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.0} s")
        : span.ToString(span < TimeSpan.FromDays(1) ? @"h\:mm\:ss" : @"d\.hh\:mm\:ss", CultureInfo.InvariantCulture);

    /// <summary>All time in which one worker did not hear one sentinel.</summary>
    private sealed record BlindSum(string Worker, string Cluster, SentinelIdentity Sentinel, int Intervals, TimeSpan Blind, bool Lasts)
    {
        /// <param name="intervals">Of any sentinels.</param>
        /// <param name="since">What lay before is not counted.</param>
        /// <param name="now">How far those count that still last.</param>
        public static IReadOnlyList<BlindSum> Of(IReadOnlyList<BlindInterval> intervals, DateTimeOffset? since, DateTimeOffset now) =>
        [
            .. intervals.GroupBy(interval => (interval.Worker, interval.Cluster, interval.Sentinel.Id)).Select(group => new BlindSum(
                group.Key.Worker,
                group.Key.Cluster,
                group.Last().Sentinel,
                group.Count(),
                TimeSpan.FromTicks(group.Sum(interval => ((interval.To ?? now) - (since > interval.From ? since.Value : interval.From)).Ticks)),
                group.Any(interval => interval.To is null))),
        ];
    }
}
