using System.Net;
using Microsoft.AspNetCore.Http;

namespace SentinelEvents.Worker.Status.Guard;

/// <summary>Who was let in, as a feature of the request.</summary>
/// <param name="SeesDetails">Whether it may know more than the short form of what is open to all.</param>
/// <param name="From">Its address, for the record.</param>
internal sealed record Caller(bool SeesDetails, string From)
{
    /// <summary>Of a request that passed the gate.</summary>
    public static Caller Of(HttpContext context) => context.Features.Get<Caller>() ?? new Caller(false, Address(context.Connection.RemoteIpAddress));

    public static string Address(IPAddress? remote) => remote is null ? "unknown" : (remote.IsIPv4MappedToIPv6 ? remote.MapToIPv4() : remote).ToString();
}
