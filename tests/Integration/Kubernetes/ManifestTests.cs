using System.Text.Json.Nodes;
using SentinelEvents.Integration.Notifications;
using SentinelEvents.Unit.Kubernetes;

namespace SentinelEvents.Integration.Kubernetes;

/// <summary>deploy/kubernetes, held against what Kubernetes and the Prometheus operator publish of their API, by packages that others made of it.</summary>
public sealed class ManifestTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Manifests_Each_AreWhatTheApiTakes()
    {
        await NodeReader.OrSkipAsync();
        Assert.InRange(KubernetesManifest.All.Count, 8, int.MaxValue);
        Assert.Equal([], await ProblemsAsync(KubernetesManifest.All.Select(manifest => (manifest.File, manifest.Body))));
    }

    [Fact]
    public async Task Manifests_Misspelt_AreFound()
    {
        await NodeReader.OrSkipAsync();
        (string File, string Right, string Wrong, string Problem)[] mistakes =
        [
            ("postgres/deployment.yaml", "\"readOnlyRootFilesystem\"", "\"readonlyRootFilesystem\"", "does not exist in type 'ISecurityContext'"),
            ("postgres/deployment.yaml", "\"topologySpreadConstraints\"", "\"topologySpreadConstraint\"", "does not exist in type 'IPodSpec'"),
            ("postgres/deployment.yaml", "\"containerPort\":8080", "\"containerPort\":\"8080\"", "must be integer"),
            ("postgres/deployment.yaml", "\"apiVersion\":\"apps/v1\"", "\"apiVersion\":\"apps/v2\"", "There is no Deployment in apps/v2"),
            ("postgres/deployment.yaml", "\"selector\"", "\"selectors\"", "must have required property selector"),
            ("sqlite/statefulset.yaml", "\"accessModes\":[\"ReadWriteOnce\"]", "\"accessModes\":\"ReadWriteOnce\"", "must be array"),
            ("base/networkpolicy.yaml", "\"egress\"", "\"outgress\"", "does not exist in type 'INetworkPolicySpec'"),
            ("monitoring/servicemonitor.yaml", "\"authorization\"", "\"authorisation\"", "does not exist in type"),
            ("monitoring/servicemonitor.yaml", "\"15s\"", "\"often\"", "must match pattern"),
            ("monitoring/prometheusrule.yaml", "\"expr\"", "\"expression\"", "does not exist in type"),
        ];
        var problems = await ProblemsAsync(mistakes.Index().Select(place =>
        {
            var text = KubernetesManifest.All.Single(manifest => manifest.File == place.Item.File).Body.ToJsonString();
            Assert.Contains(place.Item.Right, text, StringComparison.Ordinal);
            return ($"mistake {place.Index}", JsonNode.Parse(text.Replace(place.Item.Right, place.Item.Wrong, StringComparison.Ordinal))!.AsObject());
        }));
        Assert.All(mistakes.Index(), place => Assert.Contains(
            problems,
            found => found.StartsWith($"mistake {place.Index}: ", StringComparison.Ordinal) && found.Contains(place.Item.Problem, StringComparison.Ordinal)));
    }

    private static async Task<IReadOnlyList<string>> ProblemsAsync(IEnumerable<(string Name, JsonObject Body)> manifests)
    {
        var found = await NodeReader.RunAsync("manifests.mjs", [.. manifests.Select(manifest => new JsonObject { ["name"] = manifest.Name, ["body"] = manifest.Body.DeepClone() })], Cancellation);
        return [.. found.Select(problem => $"{problem!["name"]}: {problem["problem"]}")];
    }
}
