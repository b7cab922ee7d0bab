using Microsoft.Extensions.DependencyInjection.Extensions;
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
        _ = options.Provider switch
        {
            JournalProvider.Sqlite => services.AddSqlite(options),
            _ => throw new ArgumentOutOfRangeException(nameof(options), options.Provider, "There is no such journal provider."),
        };
        return services.AddHostedService<RetentionService>();
    }

    private static IServiceCollection AddSqlite(this IServiceCollection services, JournalOptions options)
    {
        services.AddSingleton(_ => new SqliteDatabase(options.ConnectionString));
        services.AddSingleton(SqliteSchema.Embedded);
        services.AddSingleton<IJournal, SqliteJournal>();
        services.AddSingleton<IDeliveryStore, SqliteDeliveryStore>();
        services.AddSingleton<IJournalReader>(provider => new SqliteJournalReader(provider.GetRequiredService<SqliteDatabase>()));
        return services;
    }
}
