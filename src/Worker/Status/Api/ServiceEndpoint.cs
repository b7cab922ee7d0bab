using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SentinelEvents.Worker.Status.Views;

namespace SentinelEvents.Worker.Status.Api;

/// <summary>The service itself. Answers also while the journal does not.</summary>
internal static class ServiceEndpoint
{
    private static readonly string Version = typeof(ServiceEndpoint).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    public static void MapService(this IEndpointRouteBuilder api) =>
        api.MapGet("/status", (HttpContext context, StatusReader reader) => Service(context, reader))
            .Describes<ServiceView>("Status", "The service", "Its version, its journal, its clusters, and whether the configuration is in force. Answers also while the journal does not.")
            .Takes();

    private static IResult Service(HttpContext context, StatusReader reader) => new ApiQuery(context).Problem ?? ApiAnswers.Of(reader.Service(Version));
}
