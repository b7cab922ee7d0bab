using System.Reflection;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace SentinelEvents.Worker.Status.Api;

/// <summary>What the description of the API says of the whole.</summary>
internal sealed class ApiDocument : IOpenApiDocumentTransformer
{
    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "SentinelEvents",
            Version = typeof(ApiDocument).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "",
            Description = "What is agreed about Redis masters and their sentinels, and what happened. Names are camelCase, choices are text, times are ISO 8601 in UTC, "
                + "lengths of time are d.hh:mm:ss.fffffff, and null stands where there is nothing.",
        };
        // The address that it is asked at.
        document.Servers = [];
        return Task.CompletedTask;
    }
}
