using MailKit.Net.Smtp;
using MailKit.Security;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Trust;

namespace SentinelEvents.Worker.Notifications.Email;

/// <summary>
/// The connection to a mail server, one at a time, kept for a while for the next mail: a hundred events at once are one conversation and not a hundred.
/// </summary>
internal sealed class SmtpConnection(SmtpOptions options, TimeProvider time) : IAsyncDisposable, IDisposable
{
    /// <summary>Closed after so long without a mail.</summary>
    public static readonly TimeSpan LongestIdle = TimeSpan.FromSeconds(10);

    /// <summary>Servers limit it, too; a new connection is a chance to be balanced to another one.</summary>
    public const int MostMails = 100;

    private static readonly TimeSpan FarewellPatience = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private TolerantSmtpClient? _client;
    private ServerTrust? _trust;
    private TrustFault? _unreadable;
    private TrustFault? _ended;
    private ITimer? _idle;
    private string _password = "";
    private long _lastUsed;
    private int _mails;
    private bool _disposed;

    /// <summary>Why there was no TLS when it was last connected; null: there was, or it failed of something else.</summary>
    public TrustFault? Untrusted => _unreadable ?? _trust?.Fault ?? _ended;

    /// <summary>Talks to the server when it is its turn; whatever goes wrong ends the connection.</summary>
    /// <param name="password">Of now: a connection that was made with another one is not used any more.</param>
    /// <param name="begins">Called when the turn has come.</param>
    /// <param name="converse">What to say.</param>
    /// <param name="keep">Whether another mail may follow soon.</param>
    /// <param name="cancellation">Breaks it off.</param>
    public async Task<T> UseAsync<T>(string password, Action begins, Func<TolerantSmtpClient, Task<T>> converse, bool keep, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            begins();
            var client = await OpenAsync(password, cancellation);
            var answer = await converse(client).WaitAsync(cancellation);
            await EndAsync(keep);
            return answer;
        }
        catch
        {
            Drop();
            throw;
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _disposed = true;
        await _turn.WaitAsync();
        await CloseAsync();
        _turn.Release();
        Dispose();
    }

    public void Dispose()
    {
        _disposed = true;
        _idle?.Dispose();
        Drop();
    }

    private async Task<TolerantSmtpClient> OpenAsync(string password, CancellationToken cancellation)
    {
        if (_client is { } kept && await IsUsableAsync(kept, password, cancellation))
        {
            kept.Forget();
            return kept;
        }

        Drop();
        var client = new TolerantSmtpClient { Timeout = (int)EmailDestination.Patience.TotalMilliseconds };
        _client = client;
        _password = password;
        _mails = 0;
        _ended = null;
        (_trust, _unreadable) = ServerTrust.Read(options.Trust, options.Host, options.Port, TrustKeys.Below("Smtp:"), time);
        if (_trust is null)
        {
            throw new System.Security.Authentication.AuthenticationException(_unreadable!.Text);
        }

        client.Use(_trust);
        try
        {
            await client.ConnectAsync(options.Host, options.Port, Protection(), cancellation);
        }
        catch (Exception failure) when (failure is IOException or SmtpProtocolException or SslHandshakeException or System.Security.Authentication.AuthenticationException)
        {
            // A server that does not like the certificate of a client says so by hanging up, with TLS 1.3 only after the handshake.
            _ended = _trust.ExplainEnd();
            throw;
        }

        if (options.User is { Length: > 0 } user)
        {
            await client.AuthenticateAsync(user, password, cancellation);
        }

        return client;
    }

    /// <summary>Asked before a mail is begun: a mail that is lost half way may have arrived, and would be sent twice.</summary>
    private async Task<bool> IsUsableAsync(TolerantSmtpClient client, string password, CancellationToken cancellation)
    {
        if (!client.IsConnected || password != _password || _mails >= MostMails)
        {
            return false;
        }

        try
        {
            await client.NoOpAsync(cancellation);
            return true;
        }
        catch (Exception) when (!cancellation.IsCancellationRequested)
        {
            // The server has closed it meanwhile, which is its right.
            return false;
        }
    }

    private async Task EndAsync(bool keep)
    {
        _mails++;
        _lastUsed = time.GetTimestamp();
        if (!keep || _disposed)
        {
            await CloseAsync();
            return;
        }

        _idle ??= time.CreateTimer(_ => _ = CloseIdleAsync(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _idle.Change(LongestIdle, Timeout.InfiniteTimeSpan);
    }

    private async Task CloseIdleAsync()
    {
        // Whoever has the turn is using it, and winds the clock again.
        if (!await _turn.WaitAsync(TimeSpan.Zero))
        {
            return;
        }

        try
        {
            if (time.GetElapsedTime(_lastUsed) >= LongestIdle)
            {
                await CloseAsync();
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task CloseAsync()
    {
        try
        {
            if (_client is { IsConnected: true } client)
            {
                using var patience = new CancellationTokenSource(FarewellPatience, time);
                await client.DisconnectAsync(quit: true, patience.Token);
            }
        }
        catch (Exception)
        {
            // The server has the mails already; a bad farewell must not send one again.
        }

        Drop();
    }

    private void Drop()
    {
        _client?.Dispose();
        _client = null;
    }

    private SecureSocketOptions Protection() => options.Security switch
    {
        SmtpSecurity.None => SecureSocketOptions.None,
        SmtpSecurity.StartTls => SecureSocketOptions.StartTls,
        SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
        _ when options.Port == ImplicitTlsPort => SecureSocketOptions.SslOnConnect,

        // A password goes to another host under TLS or not at all: whoever is between could take the offer of STARTTLS away.
        _ when options.User is { Length: > 0 } && !Loopback.Is(options.Host) => SecureSocketOptions.StartTls,
        _ => SecureSocketOptions.StartTlsWhenAvailable,
    };

    private const int ImplicitTlsPort = 465;
}
