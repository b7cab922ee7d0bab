using System.Globalization;
using Npgsql;

namespace SentinelEvents.Lab;

/// <summary>A PostgreSQL of its own: own data, own port, loopback only, passwords required.</summary>
/// <remarks>It refuses to run as root: there it becomes the system's postgres user.</remarks>
public sealed class PostgresServer : IAsyncDisposable
{
    public const string User = "lab";

    public const string Password = "lab-p4ssword";

    private const string SystemUser = "postgres";

    private const int MostConnections = 200;

    /// <summary>Who may enter over TLS only, and with a certificate of his own.</summary>
    public const string SecuredUser = "secured";

    private const UnixFileMode Passable =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private readonly LabDirectory directory;
    private readonly bool durable;
    private ServerProcess? process;
    private int databases;
    private bool secured;

    private PostgresServer(LabDirectory directory, bool durable)
    {
        this.directory = directory;
        this.durable = durable;
        Port = FreePorts.Take();
    }

    public int Port { get; }

    public ServerProcess Process => process ?? throw new LabException("The server was never started.");

    /// <param name="deadline">Until it answers.</param>
    /// <param name="durable">Whether commits reach the disk: needed where it is killed, a waste of time elsewhere.</param>
    /// <param name="cancellation">Ends the start.</param>
    public static async Task<PostgresServer> StartAsync(TimeSpan deadline, bool durable = false, CancellationToken cancellation = default)
    {
        var server = new PostgresServer(LabDirectory.Create("postgres"), durable);
        try
        {
            await server.InitializeAsync(deadline).ConfigureAwait(false);
            await server.StartAgainAsync(deadline, cancellation).ConfigureAwait(false);
            return server;
        }
        catch
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>How to connect as the superuser, or as somebody else.</summary>
    public string ConnectionString(string database, string user = User, string password = Password) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = Port,
        Database = database,
        Username = user,
        Password = password,
    }.ConnectionString;

    /// <summary>A new, empty database.</summary>
    /// <returns>Its name.</returns>
    public async Task<string> CreateDatabaseAsync(CancellationToken cancellation = default)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"lab{Interlocked.Increment(ref databases)}");
        await ExecuteAsync("postgres", $"CREATE DATABASE {name}", cancellation).ConfigureAwait(false);
        return name;
    }

    /// <summary>Runs statements as the superuser.</summary>
    public async Task ExecuteAsync(string database, string sql, CancellationToken cancellation = default)
    {
        await using var source = Connect(database);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>The first value that a query gives, asked as the superuser.</summary>
    public async Task<T> ScalarAsync<T>(string database, string sql, CancellationToken cancellation = default)
    {
        await using var source = Connect(database);
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false))!;
    }

    /// <summary>Has it speak TLS from now on, to those who want it, with a role that has to; restarts it.</summary>
    public async Task SecureAsync(LabCertificates certificates, TimeSpan deadline, CancellationToken cancellation = default)
    {
        string[] files = [Path.Combine(Data, "server.crt"), Path.Combine(Data, "server.key"), Path.Combine(Data, "ca.crt")];
        File.Copy(certificates.CertificateFile, files[0], overwrite: true);
        File.Copy(certificates.KeyFile, files[1], overwrite: true);
        File.Copy(certificates.AuthorityFile, files[2], overwrite: true);
        if (OperatingSystem.IsLinux())
        {
            File.SetUnixFileMode(files[1], UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        var rules = Path.Combine(Data, "pg_hba.conf");
        var before = await File.ReadAllTextAsync(rules, cancellation).ConfigureAwait(false);
        if (!secured)
        {
            await ExecuteAsync("postgres", $"CREATE ROLE {SecuredUser} LOGIN SUPERUSER PASSWORD '{Password}'", cancellation).ConfigureAwait(false);
            await File.WriteAllTextAsync(
                rules, $"hostssl all {SecuredUser} all scram-sha-256 clientcert=verify-ca\nhost all {SecuredUser} all reject\n{before}", cancellation).ConfigureAwait(false);
        }

        secured = true;
        await OwnAsync([.. files, rules], deadline).ConfigureAwait(false);
        await RestartAsync(deadline, cancellation).ConfigureAwait(false);
    }

    /// <summary>A fast stop: sessions are ended, what is committed is kept.</summary>
    public async Task StopAsync(TimeSpan deadline)
    {
        Process.Send(ProcessSignal.Interrupt);
        await Process.WaitForExitAsync(deadline).ConfigureAwait(false);
    }

    /// <summary>kill -9.</summary>
    public Task KillAsync() => Process.KillAsync();

    /// <summary>Starts it on the same port with the data it had.</summary>
    public async Task StartAgainAsync(TimeSpan deadline, CancellationToken cancellation = default)
    {
        if (process is not null)
        {
            await process.DisposeAsync().ConfigureAwait(false);
        }

        process = await ServerProcess.StartAsync(AsSystemUser(
            $"postgres {Port}",
            "postgres",
            [
                "-D", Data, "-p", Port.ToString(CultureInfo.InvariantCulture), "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=",
                "-c", string.Create(CultureInfo.InvariantCulture, $"max_connections={MostConnections}"), "-c", $"fsync={(durable ? "on" : "off")}",
                "-c", "shared_buffers=32MB", "-c", "autovacuum_max_workers=1",
                .. secured ? ["-c", "ssl=on", "-c", "ssl_ca_file=ca.crt"] : Array.Empty<string>(),
            ])).ConfigureAwait(false);
        await process.WaitUntilAsync("answers", MissingAnswerAsync, deadline, cancellation).ConfigureAwait(false);
    }

    public async Task RestartAsync(TimeSpan deadline, CancellationToken cancellation = default)
    {
        await StopAsync(deadline).ConfigureAwait(false);
        await StartAgainAsync(deadline, cancellation).ConfigureAwait(false);
    }

    /// <summary>SIGSTOP, to the server and to everybody it serves with: connections stay open and nothing answers.</summary>
    public void Freeze()
    {
        Process.Freeze();
        SignalSessions(ProcessSignal.Stop);
    }

    /// <summary>SIGCONT.</summary>
    public void Continue()
    {
        SignalSessions(ProcessSignal.Continue);
        Process.Continue();
    }

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false })
        {
            if (process.IsFrozen)
            {
                Continue();
            }

            // Its children outlive a killed server by a moment, and would write into a directory that is being removed.
            process.Send(ProcessSignal.Interrupt);
            try
            {
                await process.WaitForExitAsync(TimeSpan.FromSeconds(20)).ConfigureAwait(false);
            }
            catch (LabException)
            {
                await process.KillAsync().ConfigureAwait(false);
            }
        }

        if (process is not null)
        {
            await process.DisposeAsync().ConfigureAwait(false);
        }

        await directory.DisposeAsync().ConfigureAwait(false);
    }

    private string Data => directory.File("data");

    private NpgsqlDataSource Connect(string database) =>
        NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(ConnectionString(database)) { Pooling = false });

    private async Task InitializeAsync(TimeSpan deadline)
    {
        directory.Subdirectory("data");
        var passwordFile = directory.File("password");
        await File.WriteAllTextAsync(passwordFile, Password).ConfigureAwait(false);
        if (Environment.IsPrivilegedProcess)
        {
            if (OperatingSystem.IsLinux())
            {
                File.SetUnixFileMode(directory.Path, Passable);
            }

            await OwnAsync([Data, passwordFile], deadline).ConfigureAwait(false);
        }

        await RunAsync(AsSystemUser(
            "initdb",
            "initdb",
            ["-D", Data, "--no-sync", "--encoding=UTF8", "--locale=C.UTF-8", "--auth=scram-sha-256", $"--username={User}", $"--pwfile={passwordFile}"]), deadline)
            .ConfigureAwait(false);
    }

    /// <summary>Gives files to the user that the server runs as, where that is another one.</summary>
    private Task OwnAsync(IReadOnlyList<string> files, TimeSpan deadline) => !Environment.IsPrivilegedProcess
        ? Task.CompletedTask
        : RunAsync(
            new ServerCommand
            {
                Name = "chown",
                FileName = ServerPrograms.Require("chown"),
                Arguments = [SystemUser, .. files],
                WorkingDirectory = directory.Path,
            },
            deadline);

    private static async Task RunAsync(ServerCommand command, TimeSpan deadline)
    {
        await using var run = await ServerProcess.StartAsync(command).ConfigureAwait(false);
        if (await run.WaitForExitAsync(deadline).ConfigureAwait(false) != 0)
        {
            throw new LabException(run.LogTail());
        }
    }

    private ServerCommand AsSystemUser(string name, string program, IReadOnlyList<string> arguments)
    {
        var path = ServerPrograms.Postgres(program) ?? throw new LabException("PostgreSQL is not installed: run scripts/servers.sh postgres");

        // To change the user takes the wish away to die with this process, so it is repeated.
        return new ServerCommand
        {
            Name = name,
            FileName = Environment.IsPrivilegedProcess ? ServerPrograms.Require("setpriv") : path,
            Arguments = Environment.IsPrivilegedProcess
                ? [$"--reuid={SystemUser}", $"--regid={SystemUser}", "--init-groups", "--pdeathsig", "KILL", "--", path, .. arguments]
                : arguments,
            WorkingDirectory = directory.Path,
            Environment = new Dictionary<string, string?> { ["LC_ALL"] = "C.UTF-8", ["PGDATA"] = null, ["PGOPTIONS"] = null },
        };
    }

    private async Task<string?> MissingAnswerAsync(CancellationToken cancellation)
    {
        try
        {
            await ScalarAsync<int>("postgres", "SELECT 1", cancellation).ConfigureAwait(false);
            return null;
        }
        catch (NpgsqlException exception)
        {
            return exception.Message;
        }
    }

    private void SignalSessions(ProcessSignal signal)
    {
        foreach (var child in ChildrenOf(Process.Id))
        {
            _ = NativeMethods.Kill(child, (int)signal);
        }
    }

    private static List<int> ChildrenOf(int parent)
    {
        List<int> children = [];
        foreach (var entry in Directory.EnumerateDirectories("/proc"))
        {
            try
            {
                // The name, in parentheses, may hold anything; after it come the state and the parent.
                if (int.TryParse(Path.GetFileName(entry), CultureInfo.InvariantCulture, out var id)
                    && File.ReadAllText(Path.Combine(entry, "stat")) is var stat
                    && int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture) == parent)
                {
                    children.Add(id);
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // It has ended meanwhile.
            }
        }

        return children;
    }
}
