using System.Globalization;
using SentinelEvents.Worker.Health;
using SentinelEvents.Worker.Sentinels;
using SentinelEvents.Worker.Sentinels.Inspection;

namespace SentinelEvents.Lab;

/// <summary>Reports on a large simulated deployment: how long one takes, and what it does to the service that watches the same sentinels.</summary>
internal sealed class ReportCostRun(ReportCostOptions options, Action<string> note)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    /// <summary>Between switches, so that they meet reports at all their stages.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    private readonly TimeProvider time = TimeProvider.System;
    private int next;

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

        note("Starting the service");
        await using var hook = await WebhookSink.StartAsync(cancellation).ConfigureAwait(false);
        await using var watch = await SwitchWatch.StartAsync(deployment, hook.Url, Deadline, cancellation).ConfigureAwait(false);

        // The first is not counted: much is compiled for it.
        await SwitchAsync(deployment, hook, watch, cancellation).ConfigureAwait(false);
        List<TimeSpan> alone = [];
        for (var count = 0; count < options.Switches; count++)
        {
            alone.Add(await SwitchAsync(deployment, hook, watch, cancellation).ConfigureAwait(false));
        }

        note("The same while reports are made");
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        List<ReportSample> reportsBeside = [];
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var reporting = Task.Run(() => ReportUntilAsync(deployment, reportsBeside, begun, enough.Token), cancellation);
        List<TimeSpan> beside = [];
        try
        {
            await begun.Task.WaitAsync(Limit, time, cancellation).ConfigureAwait(false);
            for (var count = 0; count < options.Switches || reportsBeside.Count == 0; count++)
            {
                beside.Add(await SwitchAsync(deployment, hook, watch, cancellation).ConfigureAwait(false));
                if (reporting.IsCompleted)
                {
                    break;
                }
            }
        }
        finally
        {
            await enough.CancelAsync().ConfigureAwait(false);
            await reporting.ConfigureAwait(false);
        }

        return new ReportCostResult(first, reports, alone, beside, reportsBeside);
    }

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

        // A report that saw less would be no measurement.
        var views = seen.Sentinels.Sum(sentinel => sentinel.Masters.Count(master => master is { Replicas.Count: SimulatedMaster.Nodes - 1, QuorumCheck.Ok: true }));
        return seen.Sentinels.Count == options.Sentinels && views == options.Masters * options.Sentinels && health.Masters.Count == options.Masters
            ? new ReportSample(time.GetElapsedTime(begun, inspected), time.GetElapsedTime(inspected, assessed))
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
