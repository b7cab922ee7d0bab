namespace SentinelEvents.Worker.Status.Api;

/// <summary>Registers what the API needs.</summary>
internal static class ApiRegistration
{
    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(options => ApiJson.Configure(options.SerializerOptions));
        services.AddProblemDetails();
        services.AddOpenApi("v1", options =>
        {
            options.AddDocumentTransformer<ApiDocument>();
            options.AddOperationTransformer<ApiOperation>();
            options.AddSchemaTransformer<ApiSchema>();
        });
        return services;
    }
}
