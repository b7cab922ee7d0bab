using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Status.Api;

/// <summary>Describes what a serializer's own description leaves out: an event is one of many.</summary>
internal sealed class ApiSchema : IOpenApiSchemaTransformer
{
    public async Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.JsonTypeInfo.Type != typeof(SentinelEvent))
        {
            return;
        }

        schema.Description = "An event, as bus and webhooks carry it; its kind says which.";
        schema.AnyOf = [];
        foreach (var kind in Enum.GetValues<EventKind>())
        {
            schema.AnyOf.Add(await context.GetOrCreateSchemaAsync(SentinelEventJson.TypeOf(kind), cancellationToken: cancellationToken));
        }
    }
}
