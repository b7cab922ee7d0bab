using System.Security.Authentication;
using Npgsql;
using SentinelEvents.Worker.Trust;

namespace SentinelEvents.Worker.Journal.Postgres;

/// <summary>The database of a journal, and the connections to it.</summary>
internal sealed class PostgresDatabase : IAsyncDisposable, IDisposable
{
    // There are some twenty statements, each run over and over.
    private const int StatementsKeptPrepared = 50;

    private static readonly TrustKeys Keys = new("Root Certificate", "Host", "SSL Certificate", "SSL Key");

    private readonly TimeProvider time;
    private readonly string settings;
    private readonly NpgsqlDataSource pooled;
    private readonly NpgsqlDataSource single;
    private volatile TrustFault? untrusted;

    /// <exception cref="JournalUnusableException">The connection string cannot be used; the message names the cure.</exception>
    public PostgresDatabase(string connectionString, TimeProvider? time = null)
    {
        this.time = time ?? TimeProvider.System;
        var parsed = PostgresLocation.Parse(connectionString);
        Place = PostgresLocation.Describe(parsed);
        User = parsed.Username!;
        parsed.ApplicationName ??= "sentinel-events";
        parsed.MaxAutoPrepare = parsed.MaxAutoPrepare == 0 ? StatementsKeptPrepared : parsed.MaxAutoPrepare;
        parsed.IncludeErrorDetail = false;
        parsed.PersistSecurityInfo = false;
        settings = parsed.ConnectionString;
        pooled = NpgsqlDataSource.Create(parsed);
        parsed.Pooling = false;
        single = NpgsqlDataSource.Create(parsed);
    }

    /// <summary>For people: database, host and port.</summary>
    public string Place { get; }

    public string User { get; }

    /// <summary>What was wrong with the server's certificate when it was last refused; null: it never was.</summary>
    public TrustFault? Untrusted => untrusted;

    /// <summary>For the upgrade, whose library opens connections itself.</summary>
    public NpgsqlDataSource Unpooled => single;

    public ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancellation) => OpenAsync(pooled, cancellation);

    /// <summary>A connection that is really closed when it is disposed, with all that its session held.</summary>
    public ValueTask<NpgsqlConnection> OpenUnpooledAsync(CancellationToken cancellation) => OpenAsync(single, cancellation);

    /// <summary>Does work in one transaction.</summary>
    public async Task<T> WriteAsync<T>(Func<NpgsqlTransaction, Task<T>> work, CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var result = await work(transaction);
        await transaction.CommitAsync(CancellationToken.None);
        return result;
    }

    public async ValueTask DisposeAsync()
    {
        await pooled.DisposeAsync();
        await single.DisposeAsync();
    }

    public void Dispose()
    {
        pooled.Dispose();
        single.Dispose();
    }

    private async ValueTask<NpgsqlConnection> OpenAsync(NpgsqlDataSource source, CancellationToken cancellation)
    {
        try
        {
            return await source.OpenConnectionAsync(cancellation);
        }
        catch (NpgsqlException refused) when (refused.InnerException is AuthenticationException)
        {
            await LookWhyAsync(cancellation);
            throw;
        }
    }

    /// <summary>The library judges, as the connection string says, and does not tell what it saw. So it is looked at once more, by a connection that trusts nobody and so tells nothing.</summary>
    private async Task LookWhyAsync(CancellationToken cancellation)
    {
        var looking = new NpgsqlConnectionStringBuilder(settings) { Pooling = false, SslMode = SslMode.Require, RootCertificate = null };
        var builder = new NpgsqlDataSourceBuilder(looking.ConnectionString);
        builder.UseSslClientAuthenticationOptionsCallback(options => options.RemoteCertificateValidationCallback = (sender, certificate, chain, errors) =>
        {
            var judged = new NpgsqlConnectionStringBuilder(settings);
            var (trust, _) = ServerTrust.Read(
                new CertificateOptions { CaFile = judged.RootCertificate },
                string.IsNullOrEmpty(options.TargetHost) ? judged.Host! : options.TargetHost,
                judged.Port,
                Keys,
                time);
            trust?.Judge(sender, certificate, chain, errors);
            untrusted = trust?.Fault;
            return false;
        });
        await using var source = builder.Build();
        try
        {
            await using var connection = await source.OpenConnectionAsync(cancellation);
        }
        catch (Exception failure) when (failure is NpgsqlException or TimeoutException)
        {
            // As it should be.
        }
    }
}
