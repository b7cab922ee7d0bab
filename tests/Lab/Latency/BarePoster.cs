using System.Globalization;

namespace SentinelEvents.Lab;

/// <summary>The least that could be done: a process that posts each copy of a message as soon as it reads it, and neither compares nor records.</summary>
internal sealed class BarePoster : IAsyncDisposable
{
    private readonly LabDirectory directory = LabDirectory.Create("poster");
    private ServerProcess? process;

    private BarePoster()
    {
    }

    /// <summary>Returns once it is subscribed to every sentinel.</summary>
    /// <param name="sentinels">Their ports on loopback.</param>
    /// <param name="url">Where it posts.</param>
    /// <param name="what">The pattern of channels whose messages it posts.</param>
    /// <param name="deadline">For the start.</param>
    /// <param name="cancellation">Ends the start.</param>
    internal static async Task<BarePoster> StartAsync(IReadOnlyList<int> sentinels, Uri url, string what, TimeSpan deadline, CancellationToken cancellation)
    {
        var poster = new BarePoster();
        try
        {
            poster.process = await ServerProcess.StartAsync(new ServerCommand
            {
                Name = "bare poster",
                FileName = ServerPrograms.DotNet,
                Arguments =
                [
                    typeof(BarePoster).Assembly.Location, PostCopiesCommand.Name, "--url", url.ToString(), "--channels", what,
                    .. sentinels.SelectMany(port => (string[])["--port", port.ToString(CultureInfo.InvariantCulture)]),
                ],
                WorkingDirectory = poster.directory.Path,
            }).ConfigureAwait(false);
            await poster.process.WaitForLineAsync("is subscribed", line => line == PostCopiesCommand.Ready, deadline, cancellation).ConfigureAwait(false);
            return poster;
        }
        catch
        {
            await poster.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            await process.DisposeAsync().ConfigureAwait(false);
        }

        await directory.DisposeAsync().ConfigureAwait(false);
    }
}
