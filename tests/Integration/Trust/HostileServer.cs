using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using SentinelEvents.Lab;

namespace SentinelEvents.Integration.Trust;

/// <summary>Stands where a server should be, and writes down whatever it is told once it is believed.</summary>
internal sealed class HostileServer : IAsyncDisposable
{
    private readonly MemoryStream heard = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly TcpListener listener = new(IPAddress.Loopback, FreePorts.Take());
    private readonly LabCertificates? certificate;
    private readonly byte? offer;
    private readonly Task serving;
    private int clients;

    /// <param name="certificate">What it shows; null: it speaks no TLS.</param>
    /// <param name="offer">What it answers to a client that asks whether there is TLS, as those of PostgreSQL do; null: nobody asks.</param>
    public HostileServer(LabCertificates? certificate, byte? offer = null)
    {
        (this.certificate, this.offer) = (certificate, offer);
        listener.Start();
        serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>How many came.</summary>
    public int Clients => Volatile.Read(ref clients);

    /// <summary>What it could read.</summary>
    public byte[] Heard
    {
        get
        {
            lock (heard)
            {
                return heard.ToArray();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await serving;
        listener.Stop();
        stopping.Dispose();
    }

    private async Task ServeAsync()
    {
        List<Task> served = [];
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(stopping.Token);

                // Counted before it is answered: the answer may send it away before the next line is reached.
                Interlocked.Increment(ref clients);
                served.Add(HearAsync(client));
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(served);
        }
    }

    private async Task HearAsync(TcpClient client)
    {
        using var one = client;
        try
        {
            Stream stream = client.GetStream();
            if (offer is { } answer)
            {
                await stream.ReadExactlyAsync(new byte[8], stopping.Token);
                await stream.WriteAsync(new[] { answer }, stopping.Token);
            }

            if (certificate is not null)
            {
                using var own = X509Certificate2.CreateFromPemFile(certificate.CertificateFile, certificate.KeyFile);
                var secure = new SslStream(stream);
                await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = own }, stopping.Token);
                stream = secure;
            }

            var buffer = new byte[4096];
            while (await stream.ReadAsync(buffer, stopping.Token) is > 0 and var read)
            {
                lock (heard)
                {
                    heard.Write(buffer, 0, read);
                }
            }
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException or System.Security.Authentication.AuthenticationException)
        {
            // It went away, as it should.
        }
    }
}
