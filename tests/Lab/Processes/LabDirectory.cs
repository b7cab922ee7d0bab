namespace SentinelEvents.Lab;

/// <summary>A temporary directory, deleted with the lab; set <c>KEEP=1</c> in the environment to look at it afterwards.</summary>
public sealed class LabDirectory : IAsyncDisposable
{
    private LabDirectory(string path) => Path = path;

    public string Path { get; }

    public static LabDirectory Create(string name) => new(Directory.CreateTempSubdirectory($"sentinel-events-{name}-").FullName);

    /// <summary>A path inside.</summary>
    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>A directory inside, made when it is not there.</summary>
    public string Subdirectory(string name) => Directory.CreateDirectory(File(name)).FullName;

    public async ValueTask DisposeAsync()
    {
        if (Environment.GetEnvironmentVariable("KEEP") is { Length: > 0 } and not "0")
        {
            return;
        }

        // A server that was just killed may still be writing its last file.
        for (var attempt = 0; attempt < 20; attempt++)
        {
            try
            {
                Directory.Delete(Path, recursive: true);
                return;
            }
            catch (DirectoryNotFoundException)
            {
                return;
            }
            catch (IOException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System).ConfigureAwait(false);
            }
        }
    }
}
