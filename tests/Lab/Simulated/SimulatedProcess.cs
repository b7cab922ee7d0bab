using System.Globalization;

namespace SentinelEvents.Lab;

/// <summary>Simulated sentinels in a process of their own, so that what they cost is not taken for what others cost.</summary>
/// <remarks>They are told what to do by the command <c>LAB</c>, which no real sentinel has.</remarks>
internal sealed class SimulatedProcess : IAsyncDisposable
{
    private readonly LabDirectory directory = LabDirectory.Create("simulated");
    private ServerProcess? process;

    private SimulatedProcess()
    {
    }

    internal IReadOnlyList<int> Ports { get; private set; } = [];

    internal IReadOnlyList<string> Addresses => [.. Ports.Select(port => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}"))];

    internal static async Task<SimulatedProcess> StartAsync(int masters, int sentinels, TimeSpan deadline, CancellationToken cancellation)
    {
        var simulated = new SimulatedProcess();
        try
        {
            simulated.process = await ServerProcess.StartAsync(new ServerCommand
            {
                Name = "simulated sentinels",
                FileName = ServerPrograms.DotNet,
                Arguments =
                [
                    typeof(SimulatedProcess).Assembly.Location, SimulateSentinelsCommand.Name,
                    "--masters", masters.ToString(CultureInfo.InvariantCulture), "--sentinels", sentinels.ToString(CultureInfo.InvariantCulture),
                ],
                WorkingDirectory = simulated.directory.Path,
            }).ConfigureAwait(false);
            var ready = await simulated.process.WaitForLineAsync(
                "listen", line => line.StartsWith(SimulateSentinelsCommand.Ready, StringComparison.Ordinal), deadline, cancellation).ConfigureAwait(false);
            simulated.Ports = [.. ready[SimulateSentinelsCommand.Ready.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(port => int.Parse(port, CultureInfo.InvariantCulture))];
            return simulated;
        }
        catch
        {
            await simulated.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>How many commands each of them has answered.</summary>
    internal async Task<IReadOnlyList<long>> CommandsAsync(CancellationToken cancellation) =>
        [.. await Task.WhenAll(Ports.Select(async port => long.Parse(await LabAsync(port, LabRequest.Commands, cancellation).ConfigureAwait(false), CultureInfo.InvariantCulture))).ConfigureAwait(false)];

    /// <summary>All masters die; returns when the last word of it is published.</summary>
    internal async Task<PlayedStorm> StormAsync(TimeSpan deadline, CancellationToken cancellation)
    {
        await LabAsync(Ports[0], LabRequest.Storm, cancellation).ConfigureAwait(false);
        PlayedStorm? played = null;
        await process!.WaitUntilAsync(
            "the storm is over",
            async token =>
            {
                var numbers = (await LabAsync(Ports[0], LabRequest.Played, token).ConfigureAwait(false)).Split(' ', StringSplitOptions.RemoveEmptyEntries)
                    .Select(number => long.Parse(number, CultureInfo.InvariantCulture)).ToArray();
                played = numbers is [var messages, var first, var last] ? new PlayedStorm((int)messages, first, last) : null;
                return played is null ? "it rages" : null;
            },
            deadline,
            cancellation).ConfigureAwait(false);
        return played!;
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            await process.DisposeAsync().ConfigureAwait(false);
        }

        await directory.DisposeAsync().ConfigureAwait(false);
    }

    private static async Task<string> LabAsync(int port, LabRequest request, CancellationToken cancellation)
    {
        var reply = await RedisCommand.RunAsync(port, null, [LabRequests.Command, request.ToString()], cancellation).ConfigureAwait(false);
        return reply is RespReply.Error error ? throw new LabException(error.Message) : reply.Text ?? "";
    }
}
