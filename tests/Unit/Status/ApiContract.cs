using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Json.Schema;

namespace SentinelEvents.Unit.Status;

/// <summary>What the description of the API promises.</summary>
internal sealed class ApiContract
{
    private readonly JsonNode document;

    private ApiContract(JsonNode document) => this.document = document;

    public JsonObject Paths => document["paths"]!.AsObject();

    public static async Task<ApiContract> ReadAsync(HttpClient client)
    {
        using var response = await client.GetAsync(new Uri("/openapi/v1.json", UriKind.Relative), TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, text);
        return new ApiContract(JsonNode.Parse(text)!);
    }

    /// <summary>Fails where an answer is not as described.</summary>
    public void Check(string path, HttpResponseMessage response, JsonNode? body)
    {
        var asked = path.Split('?')[0];
        if (Paths.Where(entry => Regex.IsMatch(asked, $"^{Regex.Replace(entry.Key, "\\{[^}]*\\}", "[^/]+")}$")).OrderBy(entry => entry.Key.Count(letter => letter == '{')).Select(entry => entry.Value).FirstOrDefault() is not { } item)
        {
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
            return;
        }

        var status = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
        var described = item["get"]!["responses"]![status];
        Assert.True(described is not null, $"{path} answers {status}, which is not described.");
        if (body is null)
        {
            return;
        }

        var media = response.Content.Headers.ContentType!.MediaType!;
        var schema = described["content"]?[media]?["schema"];
        Assert.True(schema is not null, $"{path} answers {status} with {media}, which is not described.");
        var whole = new JsonObject { ["$ref"] = "#/$defs/it", ["$defs"] = new JsonObject { ["it"] = schema.DeepClone() } };
        foreach (var (name, one) in document["components"]!["schemas"]!.AsObject())
        {
            whole["$defs"]![name] = one!.DeepClone();
        }

        var read = JsonSchema.FromText(whole.ToJsonString().Replace("#/components/schemas/", "#/$defs/", StringComparison.Ordinal));
        var result = read.Evaluate(body, new EvaluationOptions { OutputFormat = OutputFormat.List });
        Assert.True(result.IsValid, $"{path} is not as described: {string.Join("; ", result.Details.Where(detail => detail.HasErrors).Select(detail => $"{detail.InstanceLocation} {JsonSerializer.Serialize(detail.Errors)}"))}");
    }
}
