using SentinelEvents.Lab;

namespace SentinelEvents.Integration;

/// <summary>Files of the repository that tests run or hold something against.</summary>
internal static class RepositoryFiles
{
    public static string PathOf(string relative)
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "SentinelEvents.sln")))
        {
            directory = directory.Parent ?? throw new LabException("There is no SentinelEvents.sln above the tests.");
        }

        return Path.Combine(directory.FullName, relative);
    }
}
