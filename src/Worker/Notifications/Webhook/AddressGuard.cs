using System.Net;
using System.Net.Sockets;

namespace SentinelEvents.Worker.Notifications.Webhook;

/// <summary>
/// Refuses to connect where no receiver of an operator is, but where clouds hand out credentials. Whoever controls a name could otherwise lead this service
/// there, so the address is judged when the connection is made, and the connection goes to the very address that was judged. Loopback and private networks are
/// not refused: receivers live there.
/// </summary>
/// <param name="allowed">Addresses and networks that may be connected to all the same.</param>
/// <param name="resolve">The addresses of a host name.</param>
internal sealed class AddressGuard(IReadOnlyList<string> allowed, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
{
    /// <summary>Carries the guard of a destination to the handler that all of them share.</summary>
    public static readonly HttpRequestOptionsKey<AddressGuard> Key = new("SentinelEvents.AddressGuard");

    private static readonly AddressGuard Strict = new([]);

    private static readonly IReadOnlyList<IPNetwork> Refused =
    [
        IPNetwork.Parse("0.0.0.0/8"), // This host, on many systems.
        IPNetwork.Parse("169.254.0.0/16"), // Link-local; metadata of most clouds.
        IPNetwork.Parse("100.100.100.200/32"), // Metadata, Alibaba.
        IPNetwork.Parse("168.63.129.16/32"), // Wire server, Azure.
        IPNetwork.Parse("192.0.0.192/32"), // Metadata, Oracle.
        IPNetwork.Parse("224.0.0.0/4"), // Multicast.
        IPNetwork.Parse("240.0.0.0/4"), // Reserved, and broadcast.
        IPNetwork.Parse("::/128"),
        IPNetwork.Parse("fe80::/10"), // Link-local.
        IPNetwork.Parse("ff00::/8"), // Multicast.
        IPNetwork.Parse("fd00:ec2::/32"), // Metadata, Amazon.
        IPNetwork.Parse("fd20:ce::254/128"), // Metadata, Google.
        IPNetwork.Parse("fd00:c1::a9fe:a9fe/128"), // Metadata, Oracle.
    ];

    // Where an address of version 6 stands for one of version 4, and from which byte on.
    private static readonly IReadOnlyList<(IPNetwork Network, int From)> Wrappings =
    [
        (IPNetwork.Parse("::ffff:0:0/96"), 12),
        (IPNetwork.Parse("64:ff9b::/96"), 12),
        (IPNetwork.Parse("2002::/16"), 2),
        (IPNetwork.Parse("::/96"), 12),
    ];

    private readonly IReadOnlyList<IPNetwork> _allowed = [.. allowed.Select(Network).OfType<IPNetwork>()];

    public AddressGuard(IReadOnlyList<string> allowed)
        : this(allowed, Dns.GetHostAddressesAsync)
    {
    }

    /// <summary>The network that a text names; a single address is one, too. Null where it names none.</summary>
    public static IPNetwork? Network(string text) =>
        IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128)
        : IPNetwork.TryParse(text, out var network) ? network
        : null;

    /// <summary>For <see cref="SocketsHttpHandler.ConnectCallback"/>.</summary>
    public static ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        // A connection is kept for the next request to the same host, perhaps that of another destination: then that host's address was allowed by name.
        var guard = context.InitialRequestMessage.Options.TryGetValue(Key, out var given) ? given : Strict;
        return guard.ConnectAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, cancellation);
    }

    public bool Refuses(IPAddress address)
    {
        // An interface is no part of what the networks are compared with.
        var plain = new IPAddress(address.GetAddressBytes());
        return !_allowed.Any(network => network.Contains(plain))
            && (Refused.Any(network => network.Contains(plain)) || (Wrapped(plain) is { } inner && Refuses(inner)));
    }

    /// <exception cref="RefusedAddressException">Every address of the host is refused.</exception>
    /// <exception cref="SocketException">No other one can be connected to.</exception>
    public async ValueTask<Stream> ConnectAsync(string host, int port, CancellationToken cancellation)
    {
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await resolve(host, cancellation);
        var good = addresses.Where(address => !Refuses(address)).ToList();
        if (good.Count == 0 && addresses.Length > 0)
        {
            throw new RefusedAddressException(Refusal(addresses));
        }

        Exception failure = new SocketException((int)SocketError.HostNotFound);
        foreach (var address in good)
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(address, port), cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (Exception exception)
            {
                socket.Dispose();
                if (exception is not SocketException)
                {
                    throw;
                }

                failure = exception;
            }
        }

        throw failure;
    }

    /// <summary>What is said of refused addresses.</summary>
    public static string Refusal(IEnumerable<IPAddress> addresses) =>
        $"{string.Join(", ", addresses)} is a link-local, metadata, multicast or unspecified address, which is refused unless AllowAddresses names it.";

    private static IPAddress? Wrapped(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6 || IPAddress.IsLoopback(address) || address.Equals(IPAddress.IPv6Any))
        {
            return null;
        }

        var bytes = address.GetAddressBytes();
        return Wrappings.Where(wrapping => wrapping.Network.Contains(address)).Select(wrapping => new IPAddress(bytes.AsSpan(wrapping.From, 4))).FirstOrDefault();
    }
}
