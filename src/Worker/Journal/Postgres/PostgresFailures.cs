using System.Net.Sockets;
using System.Security.Authentication;
using Npgsql;

namespace SentinelEvents.Worker.Journal.Postgres;

/// <summary>What an error on opening means to the operator. Says nothing of the connection string but the place and the role.</summary>
internal static class PostgresFailures
{
    private const string Key = "Journal:ConnectionString";

    public static JournalUnusableException Explain(Exception exception, PostgresDatabase database) => new(
        exception switch
        {
            PostgresException server => Explain(server, database),
            { InnerException: AuthenticationException } when database.Untrusted is { } untrusted =>
                $"No secure connection to the journal {database.Place}: {untrusted.Text} (in {Key}: {untrusted.Cure}).",
            { InnerException: AuthenticationException secure } =>
                $"No secure connection to the journal {database.Place}: {secure.Message} Give {Key} the SSL Mode and Root Certificate that fit the server.",
            { InnerException: SocketException socket } =>
                $"The journal {database.Place} cannot be reached: {Sentence(socket.Message)} Start the server, or correct Host and Port in {Key}.",
            { InnerException: TimeoutException } or TimeoutException =>
                $"The journal {database.Place} does not answer in time. See to the server and the network, or correct Host and Port in {Key}.",
            _ => $"The journal {database.Place} cannot be opened: {Sentence(exception.Message)} See {Key}.",
        },
        exception);

    private static string Explain(PostgresException exception, PostgresDatabase database) => exception.SqlState switch
    {
        PostgresErrorCodes.InvalidPassword =>
            $"The journal {database.Place} refuses the password of role {database.User}. Correct Username and Password in {Key}, or set the password with ALTER ROLE.",
        PostgresErrorCodes.InvalidAuthorizationSpecification when exception.MessageText.Contains("client certificate", StringComparison.Ordinal) =>
            $"The journal {database.Place} asks for a certificate of this service. Give {Key} the SSL Certificate and SSL Key of role {database.User}.",
        PostgresErrorCodes.InvalidAuthorizationSpecification =>
            $"The journal {database.Place} does not let role {database.User} in: {Sentence(exception.MessageText)} See that the role exists with LOGIN and that pg_hba.conf admits it, or correct {Key}.",
        PostgresErrorCodes.InvalidCatalogName =>
            $"There is no such database: {database.Place}. Create it (CREATE DATABASE), or correct Database in {Key}.",
        PostgresErrorCodes.InsufficientPrivilege =>
            $"Role {database.User} lacks a right on the journal {database.Place}: {Sentence(exception.MessageText)} Make the role owner of the database or grant it CREATE on its schema, or give another role in {Key}.",
        PostgresErrorCodes.InvalidSchemaName =>
            $"The journal {database.Place} has no schema to keep tables in for role {database.User}. Create the schema of its search path, or correct Search Path in {Key}.",
        PostgresErrorCodes.ReadOnlySqlTransaction =>
            $"The journal {database.Place} cannot be written: the server is a standby or its role is read-only. Give {Key} the Host of the primary.",
        PostgresErrorCodes.TooManyConnections =>
            $"The server of the journal {database.Place} takes no further connection. Raise max_connections, or lower Maximum Pool Size in {Key}.",
        PostgresErrorCodes.CannotConnectNow =>
            $"The server of the journal {database.Place} is starting or stopping: {Sentence(exception.MessageText)} Try again when it is up, or correct {Key}.",
        PostgresErrorCodes.DiskFull => $"The disk of the journal {database.Place} is full. Make room on its server ({Key}).",
        _ => $"The journal {database.Place} cannot be opened: {Sentence(exception.MessageText)} See {Key}.",
    };

    private static string Sentence(string text) => text.EndsWith('.') ? text : text + ".";
}
