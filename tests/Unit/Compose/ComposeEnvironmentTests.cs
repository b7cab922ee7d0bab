using System.Diagnostics;
using SentinelEvents.Unit.Configuration;

namespace SentinelEvents.Unit.Compose;

/// <summary>scripts/compose-env.sh, in a directory of its own.</summary>
public sealed class ComposeEnvironmentTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("compose-env-");

    private string File => Path.Combine(_root.FullName, ".env");

    public ComposeEnvironmentTests()
    {
        _root.CreateSubdirectory("scripts");
        System.IO.File.Copy(RepositoryFiles.PathOf("scripts/compose-env.sh"), Path.Combine(_root.FullName, "scripts", "compose-env.sh"));
    }

    public void Dispose() => _root.Delete(recursive: true);

    [Fact]
    public void Run_WithParts_ChoosesTheirFilesAndMakesTheirPasswordsForTheOwnerOnly()
    {
        Assert.Equal(0, Run("rabbitmq", "postgres", "observability"));

        var settings = Settings();
        Assert.Equal("docker-compose.yml:docker-compose.rabbitmq.yml:docker-compose.postgres.yml:docker-compose.observability.yml", settings["COMPOSE_FILE"]);
        string[] passwords = [settings["RABBITMQ_PASSWORD"], settings["POSTGRES_PASSWORD"], settings["HTTP_API_KEY"]];
        Assert.All(passwords, password => Assert.Matches("^[0-9a-f]{48}$", password));
        Assert.Equal(3, passwords.Distinct().Count());
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
        }
    }

    [Fact]
    public void Run_Again_KeepsWhatStandsThereAndChoosesAnew()
    {
        Assert.Equal(0, Run("rabbitmq"));
        var password = Settings()["RABBITMQ_PASSWORD"];
        System.IO.File.AppendAllText(File, "HTTP_PORT=9000");
        Assert.Equal(0, Run("rabbitmq", "postgres"));

        var settings = Settings();
        Assert.Equal((password, "9000"), (settings["RABBITMQ_PASSWORD"], settings["HTTP_PORT"]));
        Assert.Equal("docker-compose.yml:docker-compose.rabbitmq.yml:docker-compose.postgres.yml", settings["COMPOSE_FILE"]);
        Assert.Equal([".env", "scripts"], _root.GetFileSystemInfos().Select(entry => entry.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Run_WithAnUnknownPart_ChangesNothing()
    {
        Assert.Equal(2, Run("kafka"));
        Assert.False(System.IO.File.Exists(File));
    }

    // A line for each name: twice the same would fail.
    private Dictionary<string, string> Settings() => System.IO.File.ReadLines(File).Select(line => line.Split('=', 2)).ToDictionary(parts => parts[0], parts => parts[1]);

    private int Run(params IReadOnlyList<string> parts)
    {
        using var script = Process.Start(new ProcessStartInfo("bash", [Path.Combine(_root.FullName, "scripts", "compose-env.sh"), .. parts]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        _ = script.StandardOutput.ReadToEnd();
        _ = script.StandardError.ReadToEnd();
        script.WaitForExit();
        return script.ExitCode;
    }
}
