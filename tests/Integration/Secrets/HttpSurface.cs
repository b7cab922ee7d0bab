using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SentinelEvents.Lab;

namespace SentinelEvents.Integration.Secrets;

/// <summary>Everything that a service tells over HTTP: pages by their links, the API by its own description, health, metrics, the stream.</summary>
internal sealed partial class HttpSurface(SecretService service, SecretHunt hunt) : IDisposable
{
    private const int MostPages = 60;
    private const int MostQueriesOfAPage = 2;
    private static readonly string[] OtherPaths = ["/health/live", "/health/ready", "/metrics", "/openapi/v1.json", "/nowhere", "/api/nowhere"];

    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = TimeSpan.FromSeconds(30) };

    [GeneratedRegex("(?:href|src|action)=\"(?<link>[^\"#]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Links();

    [GeneratedRegex(@"\{(?<name>\w+)\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Parameters();

    /// <summary>Reads what is streamed until it is told to stop; what came is looked at then.</summary>
    public async Task ReadStreamAsync(CancellationToken stop)
    {
        using var kept = new MemoryStream();
        try
        {
            using var endless = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
            await using var stream = await endless.GetStreamAsync(service.At("/api/stream"), stop);
            await stream.CopyToAsync(kept, stop);
        }
        catch (Exception failure) when (failure is OperationCanceledException or IOException or HttpRequestException)
        {
            // Either end may be the first to go.
        }

        Assert.True(kept.Length > 0, $"Nothing was streamed by {service.Name}.");
        hunt.Look($"{service.Name} stream", kept.ToArray());
    }

    public async Task LookAsync(PlantedSecret wrongKey, CancellationToken cancellation)
    {
        foreach (var path in OtherPaths)
        {
            await AskAsync(HttpMethod.Get, path, null, null, cancellation);
        }

        await CrawlAsync(cancellation);
        await AskAllOfTheApiAsync(wrongKey, cancellation);
    }

    public void Dispose() => http.Dispose();

    private async Task CrawlAsync(CancellationToken cancellation)
    {
        var waiting = new Queue<string>(["/"]);
        HashSet<string> seen = ["/"];
        Dictionary<string, int> queries = new(StringComparer.Ordinal);
        while (waiting.TryDequeue(out var link))
        {
            var (_, text) = await AskAsync(HttpMethod.Get, link, null, null, cancellation);
            foreach (var next in Links().Matches(text).Select(match => new Uri(service.At(link), WebUtility.HtmlDecode(match.Groups["link"].Value))))
            {
                var path = next.AbsolutePath;
                if (next.Authority == service.Root.Authority && path != "/api/stream" && seen.Count < MostPages && seen.Add(next.PathAndQuery)
                    && (queries[path] = queries.GetValueOrDefault(path) + 1) <= MostQueriesOfAPage)
                {
                    waiting.Enqueue(next.PathAndQuery);
                }
            }
        }

        foreach (var page in new[] { "/sentinels", "/events", "/deliveries", "/silences", "/reports", "/masters/", "/incidents/", "/reports/" })
        {
            Assert.Contains(seen, link => link.StartsWith(page, StringComparison.Ordinal));
        }
    }

    private async Task AskAllOfTheApiAsync(PlantedSecret wrongKey, CancellationToken cancellation)
    {
        var description = JsonNode.Parse(await http.GetStringAsync(service.At("/openapi/v1.json"), cancellation))!;
        var key = service["Http:ApiKey"];
        foreach (var (template, operations) in description["paths"]!.AsObject().Where(path => path.Key != "/api/stream"))
        {
            var path = await FillAsync(template, cancellation);
            foreach (var method in operations!.AsObject().Select(operation => HttpMethod.Parse(operation.Key)))
            {
                if (method == HttpMethod.Get)
                {
                    var (status, _) = await AskAsync(method, path, null, null, cancellation);
                    Assert.Equal((path, HttpStatusCode.OK), (path, status));
                    await AskAsync(method, path + "?limit=nonsense&state=nonsense&after=nonsense", null, null, cancellation);
                    continue;
                }

                // In this order: without a key, with a wrong one, with the right one and nonsense.
                Assert.Equal((path, HttpStatusCode.Unauthorized), (path, (await AskAsync(method, path, null, "{}", cancellation)).Status));
                Assert.Equal((path, HttpStatusCode.Unauthorized), (path, (await AskAsync(method, path, wrongKey.Core, "{}", cancellation)).Status));
                Assert.NotEqual((path, HttpStatusCode.Unauthorized), (path, (await AskAsync(method, path, key.Core + "-~!", """{ "name": 1""", cancellation)).Status));
            }
        }

        var silence = """{ "name": "work", "author": "ada", "duration": "00:00:05", "match": { "masters": ["other"] } }""";
        Assert.Equal(HttpStatusCode.Created, (await AskAsync(HttpMethod.Post, "/api/silences", key.Core + "-~!", silence, cancellation)).Status);
    }

    /// <summary>A path with something that there is in the place of each parameter.</summary>
    private async Task<string> FillAsync(string template, CancellationToken cancellation)
    {
        var masters = JsonNode.Parse(await http.GetStringAsync(service.At("/api/masters"), cancellation))!["items"]![0]!;
        var filled = template;
        foreach (var name in Parameters().Matches(template).Select(match => match.Groups["name"].Value))
        {
            var value = name switch
            {
                "cluster" => masters["cluster"]!.GetValue<string>(),
                "master" => (masters["master"] ?? masters["name"])!.GetValue<string>(),
                "id" => await FirstIdAsync(template[..template.IndexOf("/{id}", StringComparison.Ordinal)], cancellation),
                _ => throw new LabException($"Nobody knows what stands for {name} in {template}."),
            };
            filled = filled.Replace($"{{{name}}}", Uri.EscapeDataString(value), StringComparison.Ordinal);
        }

        return filled;
    }

    private async Task<string> FirstIdAsync(string list, CancellationToken cancellation)
    {
        var items = JsonNode.Parse(await http.GetStringAsync(service.At(list), cancellation))!["items"]!.AsArray();
        if (items.Count == 0 && list == "/api/silences")
        {
            var (_, made) = await AskAsync(
                HttpMethod.Post, list, service["Http:ApiKey"].Core + "-~!", """{ "name": "first", "author": "ada", "duration": "00:10:00", "match": { "masters": ["other"] } }""", cancellation);
            return JsonNode.Parse(made)!["id"]!.ToString();
        }

        var first = items[0]!;
        return (first["id"] ?? first["eventId"] ?? first["incidentId"] ?? first["event"]?["eventId"])!.ToString();
    }

    private async Task<(HttpStatusCode Status, string Text)> AskAsync(HttpMethod method, string path, string? key, string? body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, service.At(path));
        if (key is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }

        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        using var answer = await http.SendAsync(request, cancellation);
        var bytes = await answer.Content.ReadAsByteArrayAsync(cancellation);
        hunt.Look($"{service.Name} {method} {path}", $"{answer.Headers}{answer.Content.Headers}{Encoding.Latin1.GetString(bytes)}");
        return (answer.StatusCode, Encoding.UTF8.GetString(bytes));
    }
}
