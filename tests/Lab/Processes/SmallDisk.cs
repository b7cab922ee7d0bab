using System.Globalization;

namespace SentinelEvents.Lab;

/// <summary>A file system of a few megabytes that can be filled to the last byte. Mounting one is root's privilege.</summary>
public sealed class SmallDisk : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly LabDirectory directory;

    private SmallDisk(LabDirectory directory) => this.directory = directory;

    public string Path => directory.Path;

    private string Filler => directory.File("filler");

    /// <summary>Why none can be had here; null where one can.</summary>
    public static string? Missing => Environment.UserName == "root" ? null : "only root can mount a small file system";

    public static async Task<SmallDisk> MountAsync(int megabytes)
    {
        var disk = new SmallDisk(LabDirectory.Create("small-disk"));
        await RunAsync("mount", "-t", "tmpfs", "-o", string.Create(CultureInfo.InvariantCulture, $"size={megabytes}m"), "tmpfs", disk.Path).ConfigureAwait(false);
        return disk;
    }

    /// <summary>Takes every byte that is left.</summary>
    public void Fill()
    {
        using var filler = new FileStream(Filler, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        foreach (var piece in new[] { new byte[65536], new byte[1] })
        {
            try
            {
                while (true)
                {
                    filler.Write(piece);
                }
            }
            catch (IOException)
            {
                // Full; what is left is smaller than the piece.
            }
        }
    }

    public void MakeRoom() => File.Delete(Filler);

    public async ValueTask DisposeAsync()
    {
        await RunAsync("umount", "--lazy", Path).ConfigureAwait(false);
        await directory.DisposeAsync().ConfigureAwait(false);
    }

    private static async Task RunAsync(string program, params IReadOnlyList<string> arguments)
    {
        await using var process = await ServerProcess.StartAsync(new ServerCommand
        {
            Name = program,
            FileName = ServerPrograms.Require(program),
            Arguments = arguments,
            WorkingDirectory = "/",
        }).ConfigureAwait(false);
        if (await process.WaitForExitAsync(Patience).ConfigureAwait(false) != 0)
        {
            throw new LabException($"{program} {string.Join(' ', arguments)} failed: {string.Join(' ', process.Lines)}");
        }
    }
}
