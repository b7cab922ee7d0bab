namespace SentinelEvents.Unit.Notifications.Script;

/// <summary>A temporary folder with a script in it and what the script wrote.</summary>
internal sealed class ScriptFolder : IDisposable
{
    private const UnixFileMode ReadAndRun = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private readonly string folder = Directory.CreateTempSubdirectory("sentinel events $(script) ").FullName;

    public string Script => Path.Combine(folder, "notify.sh");

    /// <summary>Where a script finds a file of this folder: beside itself.</summary>
    public string FileOf(string name) => Path.Combine(folder, name);

    public IReadOnlyList<string> LinesOf(string name) => File.Exists(FileOf(name)) ? File.ReadAllLines(FileOf(name)) : [];

    /// <param name="body">What stands below the first line; <c>$here</c> is this folder.</param>
    /// <param name="mode">Its rights.</param>
    public void Write(string body, UnixFileMode mode = ReadAndRun)
    {
        File.WriteAllText(Script, $"#!/bin/sh\nhere=$(dirname \"$0\")\n{body}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Script, mode);
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
