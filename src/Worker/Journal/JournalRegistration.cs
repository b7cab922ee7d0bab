using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SentinelEvents.Worker.Journal.Postgres;
using SentinelEvents.Worker.Journal.Sqlite;

namespace SentinelEvents.Worker.Journal;

/// <summary>Puts the room together.</summary>
public static class JournalRegistration
{
    /// <summary>Adds the journal, its deliveries and its reader, over the configured database. Whoever drives the pipeline opens it.</summary>
    public static IServiceCollection AddJournal(this IServiceCollection services, JournalOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        return options.Provider switch
        {
            JournalProvider.Sqlite => services.AddSqlite(options),
            JournalProvider.Postgres => services.AddPostgres(options),
            _ => throw new ArgumentOutOfRangeException(nameof(options), options.Provider, "There is no such journal provider."),
        };
    }

    private static IServiceCollection AddSqlite(this IServiceCollection services, JournalOptions options)
    {
        services.AddSingleton(_ => new SqliteDatabase(options.ConnectionString));
        services.AddSingleton(SqliteSchema.Embedded);
        services.AddSingleton<IWorkerName, SqliteWorkerName>();
        services.AddSingleton<IWorkerBoard, SqliteWorkerBoard>();
        services.AddSingleton<SqliteJournal>();
        services.AddSingleton<IJournal>(provider => provider.GetRequiredService<SqliteJournal>());
        services.AddSingleton<IJournalGauge, SqliteJournalGauge>();
        services.AddSingleton<IDeliveryStore, SqliteDeliveryStore>();
        services.AddSingleton<IJournalReader, SqliteJournalReader>();
        services.AddSingleton<ISilenceStore, SqliteSilenceStore>();
        return services;
    }

    private static IServiceCollection AddPostgres(this IServiceCollection services, JournalOptions options)
    {
        services.AddSingleton(provider => new PostgresDatabase(options.ConnectionString, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(PostgresSchema.Embedded);
        services.AddSingleton(provider => new PostgresWorkerName(
            provider.GetRequiredService<PostgresDatabase>(),
            options.Worker ?? Environment.MachineName,
            new Random(RandomNumberGenerator.GetInt32(int.MaxValue)),
            provider.GetRequiredService<ILogger<PostgresWorkerName>>()));
        services.AddSingleton<IWorkerName>(provider => provider.GetRequiredService<PostgresWorkerName>());
        services.AddSingleton<IWorkerBoard>(provider => new PostgresWorkerBoard(provider.GetRequiredService<PostgresDatabase>(), options.Lease));
        services.AddSingleton<IJournal, PostgresJournal>();
        services.AddSingleton<IJournalGauge, PostgresJournalGauge>();
        services.AddSingleton<IDeliveryStore>(provider => new PostgresDeliveryStore(
            provider.GetRequiredService<PostgresDatabase>(),
            provider.GetRequiredService<PostgresWorkerName>(),
            options.Lease,
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IJournalReader, PostgresJournalReader>();
        services.AddSingleton<ISilenceStore, PostgresSilenceStore>();
        return services.AddHostedService<PostgresPresenceService>();
    }
}
