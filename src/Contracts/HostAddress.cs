using System.Globalization;
using System.Net;

namespace SentinelEvents.Contracts;

/// <summary>Where an instance is reached, as the sentinels announce it: an IP address or a host name, and a port.</summary>
/// <remarks>IPv6 addresses carry no brackets here. Compare with <see cref="SameAs"/>: host names have no case and one IP address has many spellings.</remarks>
/// <param name="Host">IP address or host name; empty when a sentinel announces a name that does not resolve.</param>
/// <param name="Port">TCP port, 0 to 65535; 0 when a sentinel announces none.</param>
public readonly record struct HostAddress(string Host, int Port)
{
    /// <summary>Of nearly all of them as text; what is longer takes more than the stack.</summary>
    private const int ShownLength = 64;

    /// <summary>IP address or host name; empty when a sentinel announces a name that does not resolve, and where there is no address at all.</summary>
    public string Host { get => field ?? ""; init; } = Host;

    /// <summary>TCP port, 0 to 65535; 0 when a sentinel announces none.</summary>
    public int Port { get; init; } = Port;

    /// <summary>The address in one spelling: IP addresses in their canonical form, host names in lower case.</summary>
    public HostAddress Canonical() => IsPlain(Host) ? this : IPAddress.TryParse(Host, out var ip)
        ? this with { Host = (ip.IsIPv4MappedToIPv6 ? ip.MapToIPv4() : ip).ToString() }
        : this with { Host = Host.ToLowerInvariant() };

    /// <summary>Whether both name the same place, whatever their spelling.</summary>
    public bool SameAs(HostAddress other) => Port == other.Port
        && (Host == other.Host || (!(IsPlain(Host) && IsPlain(other.Host)) && Canonical().Host == other.Canonical().Host));

    /// <summary><c>host:port</c>, with brackets round an IPv6 address.</summary>
    public override string ToString() => Host.Contains(':', StringComparison.Ordinal)
        ? string.Create(CultureInfo.InvariantCulture, stackalloc char[ShownLength], $"[{Host}]:{Port}")
        : string.Create(CultureInfo.InvariantCulture, stackalloc char[ShownLength], $"{Host}:{Port}");

    /// <summary>Whether it is an IPv4 address in its canonical form, as nearly all are: four numbers up to 255, without leading zeros.</summary>
    private static bool IsPlain(string host)
    {
        var (numbers, number, digits) = (1, 0, 0);
        foreach (var character in host)
        {
            if (char.IsAsciiDigit(character) && !(digits > 0 && number == 0))
            {
                number = (number * 10) + (character - '0');
                digits++;
                if (number > 255)
                {
                    return false;
                }
            }
            else if (character == '.' && digits > 0)
            {
                (numbers, number, digits) = (numbers + 1, 0, 0);
            }
            else
            {
                return false;
            }
        }

        return numbers == 4 && digits > 0;
    }
}
