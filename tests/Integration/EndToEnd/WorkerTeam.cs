using System.Text.Json.Nodes;
using SentinelEvents.Lab;

namespace SentinelEvents.Integration.EndToEnd;

/// <summary>Several workers on one journal, watching one deployment and telling the same receivers.</summary>
internal sealed class WorkerTeam : IAsyncDisposable
{
    private WorkerTeam(IReadOnlyList<SharingWorker> workers, Receivers receivers)
    {
        Workers = workers;
        Receivers = receivers;
    }

    public IReadOnlyList<SharingWorker> Workers { get; }

    public Receivers Receivers { get; }

    public SharingWorker this[int index] => Workers[index];

    /// <summary>Starts them at one instant, named <c>w1</c>, <c>w2</c> ...; returns once each follows the master and sees every sentinel.</summary>
    /// <param name="size">How many.</param>
    /// <param name="receivers">Whom they tell.</param>
    /// <param name="deployment">What they watch.</param>
    /// <param name="journal">What they share.</param>
    /// <param name="cancellation">Ends the start.</param>
    /// <param name="adjust">What their configuration has beside the usual; null: nothing.</param>
    public static async Task<WorkerTeam> StartAsync(
        int size, Receivers receivers, RedisDeployment deployment, SharedJournal journal, CancellationToken cancellation, Action<JsonObject>? adjust = null)
    {
        var starts = Enumerable.Range(1, size).Select(number => SharingWorker.StartAsync($"w{number}", receivers, deployment, journal, cancellation, adjust)).ToList();
        WorkerTeam team;
        try
        {
            team = new WorkerTeam(await Task.WhenAll(starts), receivers);
        }
        catch
        {
            foreach (var started in starts.Where(start => start.IsCompletedSuccessfully))
            {
                await (await started).DisposeAsync();
            }

            throw;
        }

        try
        {
            await team.JudgeAsync(() => Task.WhenAll(team.Workers.Select(worker => worker.Service.UntilFollowingAsync(deployment.Sentinels.Count, cancellation))));
            return team;
        }
        catch
        {
            await team.DisposeAsync();
            throw;
        }
    }

    /// <summary>A failure shows what each of them wrote.</summary>
    public async Task JudgeAsync(Func<Task> judgement)
    {
        foreach (var worker in Workers)
        {
            var inner = judgement;
            judgement = () => worker.Service.JudgeAsync(worker == Workers[0] ? Receivers : null, inner);
        }

        await judgement();
    }

    /// <summary>SIGTERM to all; once they ended well, everything is told.</summary>
    public Task StopAsync() => Task.WhenAll(Workers.Select(worker => worker.Service.StopAsync()));

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in Workers)
        {
            await worker.DisposeAsync();
        }
    }
}
