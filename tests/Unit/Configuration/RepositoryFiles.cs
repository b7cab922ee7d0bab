using System.Runtime.CompilerServices;

namespace SentinelEvents.Unit.Configuration;

/// <summary>Files of the repository that tests hold the code against.</summary>
internal static class RepositoryFiles
{
    public static string PathOf(string relative) => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", "..", relative));

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
