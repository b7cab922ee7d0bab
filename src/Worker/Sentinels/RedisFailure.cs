using System.Security.Authentication;
using SentinelEvents.Worker.Trust;
using StackExchange.Redis;

namespace SentinelEvents.Worker.Sentinels;

/// <summary>From what the Redis client throws to a typed problem. Its texts are never passed on: they may quote the other side.</summary>
internal static class RedisFailure
{
    /// <param name="failure">What was thrown.</param>
    /// <param name="log">What the client wrote while it connected; only searched for words of its own.</param>
    /// <param name="trust">The TLS of the connection; null: none.</param>
    public static SentinelProblem ProblemOf(Exception failure, string log = "", ServerTrust? trust = null)
    {
        if (trust?.Fault is { } fault)
        {
            return SentinelProblem.Tls(fault);
        }

        var handshake = false;
        var type = ConnectionFailureType.None;
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (Says(cause, "WRONGPASS") || Says(cause, "invalid password") || Says(cause, "invalid username-password"))
            {
                return SentinelProblem.WrongPassword();
            }

            if (Says(cause, "NOAUTH"))
            {
                return SentinelProblem.PasswordRequired();
            }

            handshake |= cause is AuthenticationException;
            if (cause is RedisConnectionException connection && type is ConnectionFailureType.None or ConnectionFailureType.UnableToConnect)
            {
                type = connection.FailureType;
            }
        }

        if (log.Contains("WRONGPASS", StringComparison.Ordinal))
        {
            return SentinelProblem.WrongPassword();
        }

        if (log.Contains("NOAUTH", StringComparison.Ordinal))
        {
            return SentinelProblem.PasswordRequired();
        }

        if (failure is not TimeoutException && trust?.Explain(handshake) is { } refused)
        {
            return SentinelProblem.Tls(refused);
        }

        // It was connected, and gave up before the time was over: what came back made no sense to it.
        if (log.Contains("Server handshake", StringComparison.Ordinal) && log.Contains("Returned, but incorrectly", StringComparison.Ordinal))
        {
            type = ConnectionFailureType.ProtocolFailure;
        }

        return type switch
        {
            ConnectionFailureType.AuthenticationFailure => SentinelProblem.WrongPassword(),
            ConnectionFailureType.ProtocolFailure or ConnectionFailureType.ResponseIntegrityFailure =>
                SentinelProblem.Garbage("the other side does not speak the Redis protocol"),
            ConnectionFailureType.SocketClosed or ConnectionFailureType.SocketFailure => SentinelProblem.Lost("closed by the other side"),
            _ when failure is TimeoutException => SentinelProblem.Unreachable("no answer in time", overTls: trust is not null),
            _ => SentinelProblem.Unreachable("refused or no answer", overTls: trust is not null),
        };
    }

    private static bool Says(Exception failure, string text) => failure.Message.Contains(text, StringComparison.OrdinalIgnoreCase);
}
