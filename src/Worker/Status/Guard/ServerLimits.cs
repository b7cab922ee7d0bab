using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace SentinelEvents.Worker.Status.Guard;

/// <summary>What one client, or all of them, can take of the server. Nothing that is sent here is large, and watching comes before answering.</summary>
internal static class ServerLimits
{
    /// <summary>In bytes.</summary>
    public const int LargestBody = 64 * 1024;

    /// <summary>Of all header lines, in bytes.</summary>
    public const int LargestHeaders = 16 * 1024;

    public static void Set(KestrelServerOptions server, ConnectionPlaces places)
    {
        server.AddServerHeader = false;
        server.ConfigureEndpointDefaults(endpoint => endpoint.Use(next => connection => places.ServeAsync(connection, next)));
        server.Limits.MaxRequestBodySize = LargestBody;
        server.Limits.MaxRequestHeadersTotalSize = LargestHeaders;
        server.Limits.MaxRequestHeaderCount = 64;
        server.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        server.Limits.KeepAliveTimeout = TimeSpan.FromMinutes(1);
    }
}
