namespace SentinelEvents.Tests;

/// <summary>Compares a text with the approved one in the repository. <c>UPDATE_SNAPSHOTS=1</c> approves what is there now.</summary>
public static class Snapshot
{
    private static string Root { get; } = FindRoot();

    /// <param name="path">Relative to <c>tests/Unit</c>.</param>
    public static void Match(string path, string actual) => MatchInRepository(Path.Combine("tests", "Unit", path), actual);

    /// <param name="path">Relative to the repository, such as a page of its documentation.</param>
    public static void MatchInRepository(string path, string actual)
    {
        var file = Path.Combine(Root, path);
        actual = actual.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, actual);
        }

        Assert.True(File.Exists(file), $"{path} does not exist yet. Run with UPDATE_SNAPSHOTS=1 and review it.");
        Assert.Equal(File.ReadAllText(file), actual);
    }

    /// <summary>A file of the repository.</summary>
    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>The names of the files in a folder of the repository.</summary>
    public static IReadOnlyList<string> List(string folder) => [.. Directory.GetFiles(Path.Combine(Root, folder)).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "SentinelEvents.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException($"No SentinelEvents.sln above {AppContext.BaseDirectory}.");
        }

        return folder.FullName;
    }
}
