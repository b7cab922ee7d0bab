using System.Text.Json;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Status.Api;

/// <summary>Describes what a serializer's own description leaves out or gets wrong.</summary>
internal sealed class ApiSchema : IOpenApiSchemaTransformer
{
    public async Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = context.JsonTypeInfo.Type;
        if ((Nullable.GetUnderlyingType(type) ?? type).IsEnum)
        {
            // Where it may be null, that stands beside it already; a second time it would be two answers to one question.
            schema.Type = JsonSchemaType.String;
            schema.Enum = [.. (schema.Enum ?? []).Where(value => value is not null && value.GetValueKind() == JsonValueKind.String)];
        }
        else if (type == typeof(SentinelEvent))
        {
            schema.Description = "An event, as bus and webhooks carry it; its kind says which.";
            schema.AnyOf = [];
            foreach (var kind in Enum.GetValues<EventKind>())
            {
                schema.AnyOf.Add(await context.GetOrCreateSchemaAsync(SentinelEventJson.TypeOf(kind), cancellationToken: cancellationToken));
            }
        }
    }
}
