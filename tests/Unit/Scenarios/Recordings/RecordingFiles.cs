using System.Runtime.CompilerServices;
using SentinelEvents.Worker.Simulation;

namespace SentinelEvents.Unit.Scenarios.Recordings;

internal static class RecordingFiles
{
    public static TheoryData<string> Names { get; } =
    [
        .. Directory.EnumerateFiles(Folder(), "*" + RecordingFile.Extension)
            .Select(file => Path.GetFileName(file)[..^RecordingFile.Extension.Length])
            .Order(StringComparer.Ordinal),
    ];

    public static RecordingFile Read(string name) => RecordingFile.Read(PathOf(name));

    public static string PathOf(string name) => Path.Combine(Folder(), name + RecordingFile.Extension);

    public static string EventsOf(string name) => Path.Combine(Folder(), name + ".events.txt");

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
