using System.Globalization;
using System.Text.RegularExpressions;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Health;
using SentinelEvents.Worker.Presentation;
using SentinelEvents.Worker.Reports;
using SentinelEvents.Worker.Sentinels;
using SentinelEvents.Worker.Sentinels.Inspection;

namespace SentinelEvents.Lab;

/// <summary>Reports on a large simulated deployment: how long one takes, and what it does to the service that watches the same sentinels.</summary>
internal sealed partial class ReportCostRun(ReportCostOptions options, Action<string> note)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    /// <summary>Between switches, so that they meet reports at all their stages.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    private readonly TimeProvider time = TimeProvider.System;
    private int next;
    private string? size;

    internal async Task<ReportCostResult> RunAsync(CancellationToken cancellation)
    {
        await using var deployment = new SimulatedDeployment(options.Masters, options.Sentinels);
        var first = await ReportAsync(deployment, cancellation).ConfigureAwait(false);
        List<ReportSample> reports = [];
        for (var run = 1; run <= options.Runs; run++)
        {
            reports.Add(await ReportAsync(deployment, cancellation).ConfigureAwait(false));
            note(string.Create(CultureInfo.InvariantCulture, $"report {run,3} of {options.Runs}  {reports[^1].Whole.TotalMilliseconds,8:0} ms"));
        }

        await using var hook = await WebhookSink.StartAsync(cancellation).ConfigureAwait(false);
        IReadOnlyList<TimeSpan> alone;
        IReadOnlyList<TimeSpan> beside;
        List<ReportSample> reportsBeside = [];
        note($"A report is {size}.");
        note("Starting the service");
        await using (var watch = await SwitchWatch.StartAsync(deployment, hook.Url, reports: null, rabbit: null, program: null, Deadline, cancellation).ConfigureAwait(false))
        {
            // The first is not counted: much is compiled for it.
            await SwitchAsync(deployment, hook, watch, cancellation).ConfigureAwait(false);
            alone = await SwitchesAsync(deployment, hook, watch, () => true, cancellation).ConfigureAwait(false);
            note("The same while reports are made");
            beside = await BesideAsync(deployment, hook, watch, reportsBeside, cancellation).ConfigureAwait(false);
        }

        note("Starting a service that makes reports");
        await using var reporter = await SwitchWatch.StartAsync(deployment, hook.Url, "0/1 * * * * ?", rabbit: null, program: null, Deadline, cancellation).ConfigureAwait(false);
        await SwitchAsync(deployment, hook, reporter, cancellation).ConfigureAwait(false);
        var made = MadeBy(reporter).Count;
        var within = await SwitchesAsync(deployment, hook, reporter, () => MadeBy(reporter).Count > made + 1, cancellation).ConfigureAwait(false);
        return new ReportCostResult(first, reports, alone, beside, reportsBeside, within, [.. MadeBy(reporter).Skip(made)]);
    }

    private async Task<IReadOnlyList<TimeSpan>> BesideAsync(
        SimulatedDeployment deployment, WebhookSink hook, SwitchWatch watch, List<ReportSample> reports, CancellationToken cancellation)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var reporting = Task.Run(() => ReportUntilAsync(deployment, reports, begun, enough.Token), cancellation);
        try
        {
            await begun.Task.WaitAsync(Limit, time, cancellation).ConfigureAwait(false);
            return await SwitchesAsync(deployment, hook, watch, () => reports.Count > 0 || reporting.IsCompleted, cancellation).ConfigureAwait(false);
        }
        finally
        {
            await enough.CancelAsync().ConfigureAwait(false);
            await reporting.ConfigureAwait(false);
        }
    }

    /// <summary>As many as asked for, and more until it is enough.</summary>
    private async Task<IReadOnlyList<TimeSpan>> SwitchesAsync(
        SimulatedDeployment deployment, WebhookSink hook, SwitchWatch watch, Func<bool> enough, CancellationToken cancellation)
    {
        List<TimeSpan> delays = [];
        while (delays.Count < options.Switches || !enough())
        {
            delays.Add(await SwitchAsync(deployment, hook, watch, cancellation).ConfigureAwait(false));
        }

        return delays;
    }

    private static IReadOnlyList<TimeSpan> MadeBy(SwitchWatch watch) =>
    [
        .. watch.Worker.Process.Lines.Select(line => MadeReport().Match(line)).Where(match => match.Success)
            .Select(match => TimeSpan.FromSeconds(double.Parse(match.Groups["seconds"].Value, CultureInfo.InvariantCulture))),
    ];

    [GeneratedRegex("The report .*, made in (?<seconds>[0-9.]+) s", RegexOptions.CultureInvariant)]
    private static partial Regex MadeReport();

    private async Task ReportUntilAsync(SimulatedDeployment deployment, List<ReportSample> made, TaskCompletionSource begun, CancellationToken enough)
    {
        try
        {
            while (true)
            {
                begun.TrySetResult();
                made.Add(await ReportAsync(deployment, enough).ConfigureAwait(false));
            }
        }
        catch (OperationCanceledException) when (enough.IsCancellationRequested)
        {
            // Enough was measured.
        }
    }

    private async Task<ReportSample> ReportAsync(SimulatedDeployment deployment, CancellationToken cancellation)
    {
        var cluster = new ClusterOptions { Name = SwitchWatch.Cluster, Sentinels = deployment.SentinelAddresses, DataNodes = new DataNodesOptions { Enabled = false } };
        var begun = time.GetTimestamp();
        var seen = await new DeploymentInspector(time).InspectAsync(cluster, Limit, null, cancellation).ConfigureAwait(false);
        var inspected = time.GetTimestamp();
        var health = Assessment.Of(seen);
        var assessed = time.GetTimestamp();
        var report = ReportBuilder.Of("cost", seen.At, [health], ReportHistory.None);
        var page = ReportPage.Html(report, ReportPictures.Of(report), PictureLinks.DataUris);
        var written = time.GetTimestamp();
        size ??= string.Create(CultureInfo.InvariantCulture, $"{SentinelEventJson.Serialize(report).Length / 1024.0:0} KB as JSON, {page.Length / 1024.0:0} KB as a page with its pictures");

        // A report that saw less would be no measurement.
        var views = seen.Sentinels.Sum(sentinel => sentinel.Masters.Count(master => master is { Replicas.Count: SimulatedMaster.Nodes - 1, QuorumCheck.Ok: true }));
        return seen.Sentinels.Count == options.Sentinels && views == options.Masters * options.Sentinels && health.Masters.Count == options.Masters && page.Length > 0
            ? new ReportSample(time.GetElapsedTime(begun, inspected), time.GetElapsedTime(inspected, assessed), time.GetElapsedTime(assessed, written))
            : throw new LabException(string.Create(
                CultureInfo.InvariantCulture,
                $"A report saw {seen.Sentinels.Count} sentinels, {views} views and {health.Masters.Count} masters: {string.Join("; ", seen.Sentinels.Select(sentinel => sentinel.Problem).OfType<object>())}"));
    }

    /// <returns>From the publication to the complete webhook.</returns>
    private async Task<TimeSpan> SwitchAsync(SimulatedDeployment deployment, WebhookSink hook, SwitchWatch watch, CancellationToken cancellation)
    {
        await Task.Delay(Pace, time, cancellation).ConfigureAwait(false);

        // Any order would do; this one does not touch the same master soon again.
        var (master, published) = await deployment.SwitchAsync(next++ * 7 % options.Masters).ConfigureAwait(false);
        ReceivedSwitch? told = null;
        await watch.Worker.WaitUntilAsync(
            $"the webhook of {master.Name}, now {master.Host}",
            _ =>
            {
                told = hook.Requests.Select(ReceivedSwitch.TryRead).OfType<ReceivedSwitch>()
                    .FirstOrDefault(one => one.Body["data"]!["master"]!.GetValue<string>() == master.Name && one.Body["data"]!["newAddress"]!["host"]!.GetValue<string>() == master.Host
                        && one.Body["data"]!["epoch"]!.GetValue<long>() == master.Epoch);
                return Task.FromResult(told is null ? $"{hook.Requests.Count} requests" : null);
            },
            Deadline,
            cancellation).ConfigureAwait(false);
        return time.GetElapsedTime(published, told!.Request.Timestamp);
    }
}
