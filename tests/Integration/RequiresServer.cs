using SentinelEvents.Lab;

namespace SentinelEvents.Integration;

/// <summary>Stands first in a test that needs a server: skips it where the server is not installed, fails it where nothing may be skipped.</summary>
internal static class RequiresServer
{
    public static void OrSkip(params IReadOnlyList<ServerKind> servers)
    {
        foreach (var missing in servers.Select(ServerPrograms.Missing).OfType<string>())
        {
            Skip(missing);
        }
    }

    /// <summary>The same for what is missing beside the servers.</summary>
    public static void Skip(string missing)
    {
        if (Environment.GetEnvironmentVariable("CI") == "true")
        {
            Assert.Fail(missing);
        }

        Assert.Skip(missing);
    }
}
