using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SentinelEvents.Worker.Status.Api;

namespace SentinelEvents.Unit.Status;

public sealed class ApiDescriptionTests
{
    [Fact]
    public async Task Description_OfEveryPath_NamesItsParametersWithExamples()
    {
        await using var rig = await ApiRig.StartAsync();
        var described = (await ApiContract.ReadAsync(rig.Client)).Paths;
        var mapped = rig.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal)
                && endpoint.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>() is not { ExcludeFromDescription: true })
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(method => (Path: endpoint.RoutePattern.RawText!, Method: method.ToLowerInvariant(), Endpoint: endpoint)))
            .ToList();

        Assert.Equal(
            mapped.Select(one => one.Path).Distinct().Order(StringComparer.Ordinal),
            described.Select(path => path.Key).Where(path => path.StartsWith("/api/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        foreach (var (path, method, endpoint) in mapped)
        {
            var operation = described[path]![method];
            Assert.True(operation is not null, $"{method} {path} is not described.");
            Assert.NotEmpty((string)operation["summary"]!);
            Assert.NotEmpty((string)operation["description"]!);
            var parameters = operation["parameters"]?.AsArray() ?? [];
            Assert.All(parameters, parameter => Assert.NotEmpty((string?)parameter!["description"] ?? ""));
            var inQuery = parameters.Where(parameter => (string)parameter!["in"]! == "query").ToList();
            Assert.Equal(
                (endpoint.Metadata.GetMetadata<ApiParameterList>()?.Parameters ?? []).Select(parameter => parameter.Name).Order(StringComparer.Ordinal),
                inQuery.Select(parameter => (string)parameter!["name"]!).Order(StringComparer.Ordinal));
            Assert.All(inQuery, parameter => Assert.NotNull(parameter!["example"]));
        }
    }
}
