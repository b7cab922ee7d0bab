using System.Globalization;
using System.Text.Json.Nodes;

namespace SentinelEvents.Lab;

/// <summary>A worker that is killed and frozen, and whose whole output is kept over that.</summary>
internal sealed class ProofWorker : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(1);

    /// <summary>Longer than any fault keeps the journal away.</summary>
    private static readonly TimeSpan LongestOutage = TimeSpan.FromMinutes(2);

    private readonly Uri live;
    private readonly Uri ready;
    private readonly int sentinels;
    private readonly string logFile;
    private WorkerProcess? process;
    private StreamWriter? log;
    private volatile bool killed;

    private ProofWorker(int number, int sentinels, string logFile, int port)
    {
        Number = number;
        this.sentinels = sentinels;
        this.logFile = logFile;
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
        live = new Uri(address, "/health/live");
        ready = new Uri(address, "/health/ready");
    }

    /// <summary>0 for the first.</summary>
    public int Number { get; }

    public ServerProcess Process => process!.Process;

    /// <summary>Starts it and waits for nothing.</summary>
    public static async Task<ProofWorker> StartAsync(int number, RedisDeployment deployment, ProofReceivers receivers, WorkerJournal journal, string logs)
    {
        var port = FreePorts.Take();
        var worker = new ProofWorker(number, deployment.Sentinels.Count, Path.Combine(logs, string.Create(CultureInfo.InvariantCulture, $"worker-{number}.log")), port);
        try
        {
            var configuration = new JsonObject
            {
                ["Clusters"] = new JsonArray(new JsonObject
                {
                    ["Name"] = ProofReceivers.Cluster,
                    ["Sentinels"] = new JsonArray([.. deployment.SentinelAddresses.Select(address => JsonValue.Create(address))]),
                }),
                ["Journal"] = journal.ConfigurationOf(number),
                ["Bus"] = receivers.Bus,
                ["Destinations"] = receivers.Destinations,
                ["Routes"] = ProofReceivers.Routes,
                ["Http"] = new JsonObject { ["Url"] = worker.live.GetLeftPart(UriPartial.Authority) },
            };
            worker.process = await WorkerProcess.StartAsync(new WorkerSettings { Configuration = configuration }).ConfigureAwait(false);
            worker.Keep();
            return worker;
        }
        catch
        {
            await worker.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public Task KillAsync()
    {
        killed = true;
        return process!.KillAsync();
    }

    /// <summary>Starts it again and waits for nothing.</summary>
    public async Task StartAgainAsync()
    {
        await process!.StartAgainAsync().ConfigureAwait(false);
        Keep();
        killed = false;
    }

    /// <summary>
    /// As a service manager does: starts it again, and once more when it ends because its journal cannot be reached, which it may only at its
    /// start. Returns once it lives.
    /// </summary>
    public async Task StartAgainUntilItLivesAsync()
    {
        using var client = new HttpClient();
        await process!.StartAgainAsync().ConfigureAwait(false);
        Keep();
        await Eventually.BecomesAsync(
            string.Create(CultureInfo.InvariantCulture, $"worker {Number} lives"),
            async token =>
            {
                if (Process.HasExited)
                {
                    await process.StartAgainAsync().ConfigureAwait(false);
                    Keep();
                }

                return await AnswerAsync(client, live, token).ConfigureAwait(false) is { IsWell: true } ? null : Process.LogTail();
            },
            LongestOutage).ConfigureAwait(false);
        killed = false;
    }

    /// <exception cref="LabException">It ended, and nobody killed it.</exception>
    public void ThrowIfEnded()
    {
        if (!killed && Process.HasExited && !killed)
        {
            throw new LabException($"The worker ended by itself.{Environment.NewLine}{Process.LogTail()}");
        }
    }

    /// <summary>SIGTERM; a failure if it does not end well.</summary>
    public async Task StopAsync()
    {
        if (await process!.StopAsync(Deadline).ConfigureAwait(false) is var code && code != 0)
        {
            throw new LabException($"The worker ended with {code}.{Environment.NewLine}{Process.LogTail()}");
        }
    }

    /// <summary>Waits until it sees every sentinel.</summary>
    public async Task WaitUntilSightedAsync(TimeSpan deadline, CancellationToken cancellation)
    {
        using var client = new HttpClient();
        var all = string.Create(CultureInfo.InvariantCulture, $"{sentinels} of {sentinels} sentinels seen");
        await Process.WaitUntilAsync(
            $"is ready, with {all}",
            async token =>
            {
                var text = (await AnswerAsync(client, ready, token).ConfigureAwait(false)).Text;
                return text.Contains(all, StringComparison.Ordinal) && !text.Contains("too few", StringComparison.Ordinal) ? null : text;
            },
            deadline,
            cancellation).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            await process.DisposeAsync().ConfigureAwait(false);
        }

        if (log is not null)
        {
            await log.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static async Task<(bool IsWell, string Text)> AnswerAsync(HttpClient client, Uri uri, CancellationToken cancellation)
    {
        try
        {
            using var answer = await client.GetAsync(uri, cancellation).ConfigureAwait(false);
            return (answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false));
        }
        catch (HttpRequestException exception)
        {
            return (false, exception.Message);
        }
    }

    /// <summary>Writes what it says to one file over all its lives.</summary>
    private void Keep()
    {
        log ??= new StreamWriter(logFile) { AutoFlush = true };
        var writer = TextWriter.Synchronized(log);
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"--- started as {Process.Id}"));
        Process.LineWritten += writer.WriteLine;
        foreach (var line in Process.Lines)
        {
            writer.WriteLine(line);
        }
    }
}
