using System.CommandLine;

namespace SentinelEvents.Lab;

/// <summary><c>simulate-sentinels</c>: the other side of <see cref="SimulatedProcess"/>.</summary>
internal static class SimulateSentinelsCommand
{
    internal const string Name = "simulate-sentinels";
    internal const string Ready = "listening:";

    internal static Command Create()
    {
        var masters = CountOption.Of("--masters", "Masters, each with two replicas.", 1, most: 100_000);
        var sentinels = CountOption.Of("--sentinels", "Sentinels; each monitors every master.", 3, most: 50);
        var command = new Command(Name, "Simulated sentinels until they are stopped.") { masters, sentinels };
        command.Hidden = true;
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(masters), parsed.GetValue(sentinels), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(int masters, int sentinels, CancellationToken cancellation)
    {
        await using var deployment = new SimulatedDeployment(masters, sentinels);
        var requests = new LabRequests(deployment, cancellation);
        foreach (var sentinel in deployment.Sentinels)
        {
            sentinel.Requests = requests;
        }

        Console.WriteLine($"{Ready} {string.Join(' ', deployment.Sentinels.Select(sentinel => sentinel.Port))}");
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Told to stop.
        }

        return 0;
    }
}
