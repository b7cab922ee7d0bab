using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using SentinelEvents.Worker.Status.Guard;
using static SentinelEvents.Unit.Status.GuardedServer;

namespace SentinelEvents.Unit.Status;

/// <summary>Bodies that nobody can read are their sender's mistake: neither a defect of the service nor a journal that is away.</summary>
public sealed class UnreadableBodyTests
{
    private const string Form = "application/x-www-form-urlencoded";

    /// <summary>Path, type, body and the answer.</summary>
    public static TheoryData<string, string, string, int> Bodies => new()
    {
        { "/api/silences", "application/json", "large", 413 },
        { "/api/silences", "application/json", "nothing", 400 },
        { "/api/silences", "application/json; charset=klingon", "{}", 415 },
        { "/silences", "application/json", "{}", 415 },
        { "/silences", "text/plain", "name=a", 415 },
        { "/silences", "multipart/form-data", "--x", 400 },
        { "/silences", "multipart/form-data; boundary=x", "--x nonsense", 400 },
        { "/silences", Form, "name=%00", 400 },
        { "/silences", Form, "many", 400 },
        { "/silences", Form, "large", 413 },
        { "/silences", Form, "nothing", 400 },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Post_WhatCannotBeRead_IsSaidToBeSo(string path, string type, string body, int status)
    {
        await using var rig = await ApiRig.StartAsync(key: Key);
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new StringContent(body switch
            {
                "many" => string.Join('&', Enumerable.Range(0, 2000).Select(number => $"k{number}=1")),
                "large" => new string(' ', ServerLimits.LargestBody + 1),
                "nothing" => "",
                _ => body,
            }),
        };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        Bearer(Key)(request);
        using var answer = await rig.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(status == (int)answer.StatusCode, $"{(int)answer.StatusCode} {text}");
        if (answer.Content.Headers.ContentType!.MediaType == "application/problem+json")
        {
            Assert.DoesNotContain("journal", JsonNode.Parse(text)!["title"]!.GetValue<string>(), StringComparison.OrdinalIgnoreCase);
        }
    }
}
