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
            .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal) && !endpoint.RoutePattern.RawText.Contains("**", StringComparison.Ordinal))
            .ToList();

        Assert.Equal(mapped.Select(endpoint => endpoint.RoutePattern.RawText).Order(StringComparer.Ordinal), described.Select(path => path.Key).Order(StringComparer.Ordinal));
        foreach (var endpoint in mapped)
        {
            var operation = described[endpoint.RoutePattern.RawText!]!["get"]!;
            Assert.NotEmpty((string)operation["summary"]!);
            Assert.NotEmpty((string)operation["description"]!);
            var parameters = operation["parameters"]?.AsArray() ?? [];
            Assert.All(parameters, parameter => Assert.NotEmpty((string)parameter!["description"]!));
            Assert.Equal(
                endpoint.Metadata.GetMetadata<ApiParameterList>()!.Parameters.Select(parameter => parameter.Name).Order(StringComparer.Ordinal),
                parameters.Where(parameter => (string)parameter!["in"]! == "query").Select(parameter => (string)parameter!["name"]!).Order(StringComparer.Ordinal));
            Assert.All(parameters.Where(parameter => (string)parameter!["in"]! == "query"), parameter => Assert.NotNull(parameter!["example"]));
        }
    }
}
