using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SentinelEvents.Lab;

/// <summary>A real SMTP server in a process of its own; keeps what it accepts and can be told to refuse, delay or hang.</summary>
public sealed class SmtpServer : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    private readonly LabDirectory directory;
    private readonly SmtpServerOptions options;
    private ServerProcess? process;

    private SmtpServer(SmtpServerOptions options, LabDirectory directory)
    {
        this.options = options;
        this.directory = directory;
        Port = FreePorts.Take();
        Certificates = options.Certificates ?? LabCertificates.Create(directory.Path, options.CertificateName);
    }

    public int Port { get; }

    /// <summary>The authority that a client must trust, where TLS is on.</summary>
    public LabCertificates Certificates { get; }

    public ServerProcess Process => process ?? throw new LabException("The SMTP server was never started.");

    /// <summary>What was accepted so far, in its order.</summary>
    public IReadOnlyList<KeptMail> Messages =>
        [.. Directory.EnumerateFiles(MailDirectory, "*.json").Select(file => (File: file, Written: File.GetLastWriteTimeUtc(file)))
            .OrderBy(entry => entry.Written).ThenBy(entry => entry.File, StringComparer.Ordinal)
            .Select(entry => Read(entry.File))];

    private string MailDirectory => directory.Subdirectory("mail");

    /// <summary>What clients logged in with so far, refused or not, as <c>user password</c>.</summary>
    public IReadOnlyList<string> Logins => File.Exists(LoginsFile) ? File.ReadAllLines(LoginsFile) : [];

    private string LoginsFile => directory.File("logins");

    private string ControlFile => directory.File("control.json");

    public static async Task<SmtpServer> StartAsync(SmtpServerOptions options, TimeSpan deadline, CancellationToken cancellation = default)
    {
        var server = new SmtpServer(options, LabDirectory.Create("smtp"));
        try
        {
            await server.StartAsync(deadline, cancellation).ConfigureAwait(false);
            return server;
        }
        catch
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Replaces all programmed replies; none given: everything is accepted.</summary>
    public Task AnswerWithAsync(params IReadOnlyList<SmtpRule> rules) => SharedFile.ReplaceAsync(ControlFile, JsonSerializer.Serialize(rules, Json));

    /// <summary>Waits until so many messages were accepted.</summary>
    public async Task<IReadOnlyList<KeptMail>> WaitForMessagesAsync(int count, TimeSpan deadline, CancellationToken cancellation = default)
    {
        await Process.WaitUntilAsync(
            string.Create(CultureInfo.InvariantCulture, $"{count} messages"),
            _ => Task.FromResult(Messages.Count is var kept && kept >= count ? null : $"{kept} messages"),
            deadline,
            cancellation).ConfigureAwait(false);
        return Messages;
    }

    /// <summary>kill -9.</summary>
    public Task StopAsync() => Process.KillAsync();

    /// <summary>Starts it again on the same port; what it kept stays.</summary>
    public async Task StartAsync(TimeSpan deadline, CancellationToken cancellation = default)
    {
        if (process is not null)
        {
            await process.DisposeAsync().ConfigureAwait(false);
        }

        var script = directory.File("smtp_server.py");
        await using (var source = typeof(SmtpServer).Assembly.GetManifestResourceStream("smtp_server.py")!)
        await using (var copy = File.Create(script))
        {
            await source.CopyToAsync(copy, cancellation).ConfigureAwait(false);
        }

        var settings = directory.File("settings.json");
        await SharedFile.ReplaceAsync(settings, JsonSerializer.Serialize(
            new
            {
                Port,
                options.Security,
                options.User,
                options.Password,
                Directory = MailDirectory,
                Control = ControlFile,
                Certificate = Certificates.CertificateFile,
                Key = Certificates.KeyFile,
                ClientAuthority = options.AsksForCertificate ? Certificates.AuthorityFile : null,
                Logins = LoginsFile,
            },
            Json)).ConfigureAwait(false);
        process = await ServerProcess.StartAsync(new ServerCommand
        {
            Name = string.Create(CultureInfo.InvariantCulture, $"aiosmtpd {Port}"),
            FileName = ServerPrograms.Require(ServerPrograms.Python),
            Arguments = [script, settings],
            WorkingDirectory = directory.Path,
        }).ConfigureAwait(false);
        await process.WaitForLineAsync("listens", line => line == "listening", deadline, cancellation).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            await process.DisposeAsync().ConfigureAwait(false);
        }

        await directory.DisposeAsync().ConfigureAwait(false);
    }

    private static KeptMail Read(string envelopeFile)
    {
        var envelope = JsonSerializer.Deserialize<Envelope>(File.ReadAllText(envelopeFile), Json)!;
        var raw = File.ReadAllBytes(Path.ChangeExtension(envelopeFile, ".eml"));
        return new KeptMail(envelope.From, envelope.Recipients, envelope.Encrypted, envelope.User, raw) { At = File.GetLastWriteTimeUtc(envelopeFile), Client = envelope.Client };
    }

    private sealed record Envelope(string From, IReadOnlyList<string> Recipients, bool Encrypted, string? User, string Client = "");
}
