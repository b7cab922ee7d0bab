namespace SentinelEvents.Lab;

/// <summary>Single commands, each on a connection of its own: the oracle that shares no code with the product.</summary>
public static class RedisCommand
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5);

    /// <summary>Runs a command and answers whatever comes, an error reply too.</summary>
    /// <exception cref="LabException">Nothing came: refused, closed, or silent for five seconds.</exception>
    public static Task<RespReply> RunAsync(int port, RedisLogin? login, IReadOnlyList<string> command, CancellationToken cancellation = default) =>
        RunAsync(port, login, null, command, cancellation);

    /// <summary>The same over TLS, where there is such.</summary>
    /// <exception cref="LabException">Nothing came: refused, closed, or silent for five seconds.</exception>
    public static async Task<RespReply> RunAsync(int port, RedisLogin? login, RedisTls? tls, IReadOnlyList<string> command, CancellationToken cancellation = default)
    {
        using var expiry = new CancellationTokenSource(Deadline, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(expiry.Token, cancellation);
        try
        {
            await using var connection = await RespConnection.OpenAsync(port, login, tls, either.Token).ConfigureAwait(false);
            await connection.SendAsync(command, either.Token).ConfigureAwait(false);
            return await connection.ReadAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new LabException($"{command[0]} on port {port}: no answer within {Deadline.TotalSeconds} s");
        }
        catch (Exception exception) when (exception is IOException or System.Net.Sockets.SocketException or System.Security.Authentication.AuthenticationException)
        {
            throw new LabException($"{command[0]} on port {port}: {exception.Message}", exception);
        }
    }
}
