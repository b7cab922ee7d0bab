using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace SentinelEvents.Worker.Status.Api;

/// <summary>Describes the parameters of an endpoint, from the list by which it reads them.</summary>
internal sealed class ApiOperation : IOpenApiOperationTransformer
{
    private static readonly Dictionary<string, string> PathParameters = new(StringComparer.Ordinal)
    {
        ["cluster"] = "The cluster's name.",
        ["master"] = "The master's name, escaped as in any URL.",
        ["id"] = "The id.",
    };

    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        operation.Parameters ??= [];
        foreach (var parameter in context.Description.ActionDescriptor.EndpointMetadata.OfType<ApiParameterList>().SelectMany(list => list.Parameters))
        {
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = parameter.Name,
                In = ParameterLocation.Query,
                Description = parameter.Description,
                Example = parameter.Range is { } range ? JsonValue.Create(range.Usual) : JsonValue.Create(parameter.Example),
                Schema = Schema(parameter),
            });
        }

        var path = context.Description.RelativePath ?? "";
        foreach (var (name, description) in PathParameters.Where(entry => path.Contains($"{{{entry.Key}}}", StringComparison.Ordinal)))
        {
            var known = operation.Parameters.OfType<OpenApiParameter>().FirstOrDefault(parameter => parameter.In == ParameterLocation.Path && parameter.Name == name);
            if (known is null)
            {
                operation.Parameters.Add(known = new OpenApiParameter { Name = name, In = ParameterLocation.Path, Required = true, Schema = new OpenApiSchema { Type = JsonSchemaType.String } });
            }

            known.Description = description;
        }

        return Task.CompletedTask;
    }

    private static OpenApiSchema Schema(ApiParameter parameter) => parameter switch
    {
        { Range: var (lowest, highest, usual) } => new OpenApiSchema
        {
            Type = JsonSchemaType.Integer,
            Minimum = lowest.ToString(CultureInfo.InvariantCulture),
            Maximum = highest.ToString(CultureInfo.InvariantCulture),
            Default = JsonValue.Create(usual),
        },
        { Allowed.Count: > 0 } => new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. parameter.Allowed.Select(value => (JsonNode)JsonValue.Create(value))] },
        _ => new OpenApiSchema { Type = JsonSchemaType.String },
    };
}
