using System.CommandLine;
using System.Text.Json;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Journal;
using SentinelEvents.Worker.Presentation;
using SentinelEvents.Worker.Reports;
using SentinelEvents.Worker.Sentinels.Inspection;

namespace SentinelEvents.Worker.Commands;

/// <summary>A report now, whether or not the service runs; it is written and not told to anybody.</summary>
internal sealed class ReportCommand
{
    public const string Lesson =
        """
        Every sentinel, and where it may every data node, is asked now; nothing is changed. What happened before is taken from the journal, where there is one.
        Exit codes: 0 good; 1 where a failover of a master would fail, or with a critical finding; 2 where the configuration or --out cannot be used.
        A page to send: sentinel-events report --format html --out report.html
        The verdicts:   sentinel-events report --format json | jq '.masters[] | {master, verdict}'
        """;

    private static readonly JsonSerializerOptions Indented = new(SentinelEventJson.Options) { WriteIndented = true };

    private readonly CommandConfiguration configuration;
    private readonly Option<ReportFormat> format = new Option<ReportFormat>("--format") { Description = "text, html: a page with its pictures in it, or json: the event HealthReported", DefaultValueFactory = _ => ReportFormat.Text }.ByName();
    private readonly Option<string?> file = new("--out") { Description = "Writes the report to this file, not to the terminal", HelpName = "FILE" };
    private readonly Option<string?> cluster = new("--cluster") { Description = "Only this cluster", HelpName = "C" };

    public ReportCommand(CommandConfiguration configuration)
    {
        this.configuration = configuration;
        Command = new Command("report", "Reports whether a failover of each master would succeed now, and what is misconfigured") { format, file, cluster };
        Command.SetAction(InvokeAsync);
    }

    public Command Command { get; }

    private async Task<int> InvokeAsync(ParseResult parsed, CancellationToken cancellation)
    {
        if (configuration.Read(parsed) is not { } good)
        {
            return ExitCode.Unusable;
        }

        var error = parsed.InvocationConfiguration.Error;
        var clusters = good.Options.Clusters;
        if (parsed.GetValue(cluster) is { } wanted)
        {
            clusters = [.. clusters.Where(one => one.Name == wanted)];
            if (clusters.Count == 0)
            {
                error.WriteLine(VisibleText.Of($"--cluster {wanted} is not configured. There are: {string.Join(", ", good.Options.Clusters.Select(one => one.Name))}."));
                return ExitCode.Unusable;
            }
        }

        FileStream? written = null;
        if (parsed.GetValue(file) is { } path)
        {
            try
            {
                // Opened first: nobody should wait for a report that cannot be written. What is there already stays until it is replaced.
                written = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write);
            }
            catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
            {
                error.WriteLine(VisibleText.Of($"--out {path} cannot be written: {unwritable.Message}"));
                return ExitCode.Unusable;
            }
        }

        await using (written)
        {
            var report = await MakeAsync(new ReportMaker(clusters, TimeProvider.System), good.Options.Journal, error, cancellation);
            var shown = parsed.GetValue(format);
            if (written is null && shown == ReportFormat.Text)
            {
                ReportTerminal.Write(report);
            }
            else if (written is null)
            {
                parsed.InvocationConfiguration.Output.WriteLine(Text(report, shown));
            }
            else
            {
                try
                {
                    written.SetLength(0);
                    await using var writer = new StreamWriter(written, leaveOpen: true);
                    await writer.WriteAsync(Text(report, shown).AsMemory(), cancellation);
                    await writer.FlushAsync(cancellation);
                }
                catch (IOException unwritable)
                {
                    error.WriteLine(VisibleText.Of($"--out {parsed.GetValue(file)} cannot be written: {unwritable.Message}"));
                    return ExitCode.Unusable;
                }
            }

            return report.Verdict == HealthVerdict.WouldFail || report.Findings.Any(finding => finding.Severity == Severity.Critical) ? ExitCode.Findings : ExitCode.Good;
        }
    }

    private static async Task<HealthReported> MakeAsync(ReportMaker maker, JournalOptions options, TextWriter error, CancellationToken cancellation)
    {
        using var journal = await OpenAsync(options, error, cancellation);
        Action<InspectionProgress>? progress = Console.IsErrorRedirected
            ? null
            : step => error.Write($"\r\e[K{VisibleText.Of($"{step.Cluster}: {step.Done} of {step.Total} {step.What}")}");
        var report = await maker.MakeAsync(ReportMaker.OnDemand, [], TimeProvider.System.GetUtcNow(), journal?.Reader, progress, cancellation);
        if (progress is not null)
        {
            error.Write("\r\e[K");
        }

        return report;
    }

    private static async Task<ExistingJournal?> OpenAsync(JournalOptions options, TextWriter error, CancellationToken cancellation)
    {
        try
        {
            return await ExistingJournal.OpenAsync(options, cancellation);
        }
        catch (JournalUnusableException unusable)
        {
            error.WriteLine($"Without what happened before: {unusable.Message}");
            return null;
        }
    }

    private static string Text(HealthReported report, ReportFormat format) => format switch
    {
        ReportFormat.Html => ReportPage.Html(report, ReportPictures.Of(report), PictureLinks.DataUris),
        ReportFormat.Json => SentinelEventJson.SerializeToNode(report).ToJsonString(Indented),
        _ => ReportText.Of(report),
    };
}
