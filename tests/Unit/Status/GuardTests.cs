using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using SentinelEvents.Worker.Status;
using SentinelEvents.Worker.Status.Guard;
using static SentinelEvents.Unit.Status.GuardedServer;

namespace SentinelEvents.Unit.Status;

/// <summary>Each way in and out of the guard, over real connections.</summary>
public sealed class GuardTests
{
    private static readonly IPAddress Far = IPAddress.Parse("192.0.2.7");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Method and path, where from, what else the request has, and what becomes of it where a key is configured and where none is.</summary>
    public static TheoryData<string, string, string?, string, int, int> Ways => new()
    {
        // Reads of this machine.
        { "GET /read", "near", null, "", 200, 200 },
        { "GET /read", "near", "Host: localhost:8080", "", 200, 200 },
        { "GET /read", "near", "Host: [::1]:8080", "", 200, 200 },
        { "GET /read", "near", "Host: 127.9.9.9", "", 200, 200 },
        { "GET /read", "near", null, "wrong", 200, 200 },
        { "HEAD /read", "near", null, "", 405, 405 },
        { "OPTIONS /read", "near", null, "", 405, 405 },
        { "GET /nothing", "near", null, "", 404, 404 },

        // What only looks like one.
        { "GET /read", "near", "Host: evil.example", "", 401, 403 },
        { "GET /read", "near", "Host: localhost.evil.example", "", 401, 403 },
        { "GET /read", "near", "Host: 0.0.0.0:8080", "", 401, 403 },
        { "GET /read", "near", "Host: 192.0.2.1", "", 401, 403 },
        { "GET /read", "near", "X-Forwarded-For: 127.0.0.1", "", 401, 403 },
        { "GET /read", "near", "x-forwarded-host: localhost", "", 401, 403 },
        { "GET /read", "near", "Forwarded: for=127.0.0.1", "", 401, 403 },
        { "GET /read", "near", "X-Real-IP: 127.0.0.1", "", 401, 403 },
        { "GET /read", "near", "Via: 1.1 proxy", "", 401, 403 },
        { "GET /read", "near", "X-Forwarded-For: 192.0.2.9", "bearer", 200, 403 },
        { "GET /read", "near", "Host: evil.example", "own", 200, 403 },

        // Reads from beyond.
        { "GET /read", "far", null, "", 401, 403 },
        { "GET /nothing", "far", null, "", 401, 403 },
        { "GET /read", "far", "Host: localhost", "", 401, 403 },
        { "GET /read", "far", "X-Forwarded-For: 127.0.0.1", "", 401, 403 },
        { "GET /read", "far", null, "bearer", 200, 403 },
        { "GET /read", "far", null, "own", 200, 403 },
        { "GET /read", "far", null, "basic", 200, 403 },
        { "GET /read", "far", "Host: sentinel-events.example", "bearer", 200, 403 },
        { "GET /nothing", "far", null, "bearer", 404, 403 },
        { "GET /read", "far", null, "wrong", 401, 403 },
        { "GET /read", "far", "Authorization: Basic !!!", "", 401, 403 },
        { "GET /read", "far", "Authorization: Digest x", "", 401, 403 },
        { "GET /read", "far", "Authorization: Bearer", "", 401, 403 },
        { "GET /read?key=correct-horse-battery-staple", "far", null, "", 401, 403 },

        // Health, open to all.
        { "GET /health/ready", "near", null, "", 200, 200 },
        { "GET /health/ready", "far", null, "", 200, 200 },
        { "GET /health/ready", "far", null, "wrong", 200, 200 },
        { "GET /health/ready/more", "far", null, "", 401, 403 },
        { "POST /health/ready", "far", null, "", 401, 403 },

        // Writes.
        { "POST /write", "near", null, "", 401, 403 },
        { "POST /write", "near", null, "wrong", 401, 403 },
        { "POST /write", "near", null, "bearer", 200, 403 },
        { "POST /write", "near", null, "own", 200, 403 },
        { "POST /write", "near", null, "basic", 403, 403 },
        { "POST /write", "far", null, "", 401, 403 },
        { "POST /write", "far", null, "bearer", 200, 403 },
        { "DELETE /write", "near", null, "", 401, 403 },
        { "DELETE /write", "near", null, "bearer", 405, 403 },
        { "TRACE /read", "near", null, "", 401, 403 },
        { "MADEUP /read", "near", null, "", 401, 403 },
        { "POST /write", "near", "Sec-Fetch-Site: same-origin", "bearer", 200, 403 },
        { "POST /write", "near", "Sec-Fetch-Site: none", "bearer", 200, 403 },
        { "POST /write", "near", "Sec-Fetch-Site: cross-site", "bearer", 403, 403 },
        { "POST /write", "near", "Sec-Fetch-Site: same-site", "bearer", 403, 403 },
        { "POST /write", "near", "Origin: https://evil.example", "bearer", 403, 403 },
        { "POST /write", "near", "Origin: null", "own", 403, 403 },
        { "POST /write", "near", "Origin: http://127.0.0.1:1", "own", 403, 403 },
        { "POST /write", "near", "Origin: http://{authority}", "own", 200, 403 },
        { "POST /write", "near", "Origin: https://{authority}", "own", 200, 403 },
        { "GET /read", "near", "Origin: https://evil.example", "", 200, 200 },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Request_EachWay_IsLetInOrNot(string what, string from, string? header, string key, int withKey, int withoutKey)
    {
        foreach (var (configured, expected) in new[] { (Key, withKey), (null, withoutKey) })
        {
            await using var server = await StartAsync(configured, remote: from == "far" ? Far : null);
            using var answer = await server.SendAsync(new HttpMethod(what.Split(' ')[0]), what.Split(' ')[1], request =>
            {
                if (header?.Split(": ", 2) is [var name, var value])
                {
                    Header(name, value.Replace("{authority}", server.Address.Authority, StringComparison.Ordinal))(request);
                }

                (key switch { "bearer" => Bearer(Key), "own" => Header("X-Api-Key", Key), "basic" => Basic(Key), "wrong" => Bearer(Key + "x"), _ => (Action<HttpRequestMessage>)(_ => { }) })(request);
            });
            Assert.True(expected == (int)answer.StatusCode, $"{what} from {from}, {header}, key {key}, configured {configured is not null}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync(Cancellation)}");
        }
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("127.255.0.1", true)]
    [InlineData("::1", true)]
    [InlineData("::ffff:127.0.0.1", true)]
    [InlineData("192.0.2.7", false)]
    [InlineData("::ffff:192.0.2.7", false)]
    [InlineData("fe80::1", false)]
    public async Task Request_EachRemoteAddress_IsNearOnlyFromLoopback(string remote, bool near)
    {
        await using var server = await StartAsync(remote: IPAddress.Parse(remote));
        using var answer = await server.SendAsync(HttpMethod.Get, "/read");
        Assert.Equal(near ? HttpStatusCode.OK : HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Request_OverThisMachinesOwnAddress_NeedsTheKeyAndOverLoopbackDoesNot()
    {
        var own = OwnAddress();
        Assert.SkipWhen(own is null, "This machine has no address but loopback.");
        await using var server = await StartAsync(everywhere: true);
        using var client = new HttpClient { BaseAddress = new UriBuilder(server.Address) { Host = own!.ToString() }.Uri };
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync(new Uri("/read", UriKind.Relative), Cancellation)).StatusCode);
        Assert.Equal("a word", await client.GetStringAsync(new Uri("/health/ready", UriKind.Relative), Cancellation));
        client.DefaultRequestHeaders.Add("X-Api-Key", Key);
        Assert.Equal("read", await client.GetStringAsync(new Uri("/read", UriKind.Relative), Cancellation));
        Assert.Equal("details", await client.GetStringAsync(new Uri("/health/ready", UriKind.Relative), Cancellation));
        Assert.Equal(HttpStatusCode.OK, (await server.SendAsync(HttpMethod.Get, "/read")).StatusCode);
    }

    [Fact]
    public async Task Request_WithoutHost_IsNotNear()
    {
        await using var server = await StartAsync();
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, server.Address.Port, Cancellation);
        await socket.GetStream().WriteAsync("GET /read HTTP/1.0\r\n\r\n"u8.ToArray(), Cancellation);
        using var reader = new StreamReader(socket.GetStream());
        Assert.Contains(" 401 ", await reader.ReadLineAsync(Cancellation), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "a word")]
    [InlineData("wrong-key-of-some-length", "a word")]
    [InlineData(Key, "details")]
    public async Task Health_FromBeyond_SaysMoreOnlyToWhoHasTheKey(string? key, string expected)
    {
        await using var server = await StartAsync(remote: Far);
        using var answer = await server.SendAsync(HttpMethod.Get, "/health/ready", key is null ? null : Bearer(key));
        Assert.Equal(expected, await answer.Content.ReadAsStringAsync(Cancellation));
    }

    [Theory]
    [InlineData(false, false, "Degraded\n")]
    [InlineData(true, false, "Degraded\ndestinations: Degraded, failing: mail\n")]
    [InlineData(false, true, "Degraded\ndestinations: Degraded, failing: mail\n")]
    public async Task HealthText_FromBeyondAndNear_NamesNothingToStrangers(bool near, bool withKey, string expected)
    {
        await using var server = await StartAsync(
            remote: near ? null : Far,
            services: services => services.AddHealthChecks().AddCheck("destinations", () => HealthCheckResult.Degraded("failing: mail")),
            map: app => app.MapHealthChecks("/health/live", new HealthCheckOptions { ResponseWriter = HealthText.WriteAsync }));
        using var answer = await server.SendAsync(HttpMethod.Get, "/health/live", withKey ? Bearer(Key) : null);
        Assert.Equal(expected, await answer.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task Refusal_KeyMissing_ChallengesProgramsAndBrowsers()
    {
        await using var server = await StartAsync(remote: Far);
        using var answer = await server.SendAsync(HttpMethod.Get, "/read");
        Assert.Equal(["""Bearer realm="sentinel-events" """.Trim(), """Basic realm="sentinel-events", charset="UTF-8" """.Trim()], answer.Headers.WwwAuthenticate.Select(challenge => challenge.ToString()));
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal(401, problem.RootElement.GetProperty("status").GetInt32());
        Assert.Contains("another machine", problem.RootElement.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refusal_NoKeyConfigured_NamesTheKeyToSet()
    {
        await using var server = await StartAsync(key: null);
        using var answer = await server.SendAsync(HttpMethod.Post, "/write", Bearer("anything-at-all"));
        Assert.Contains("Http:ApiKeyFile", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_WrongManyTimes_IsNotComparedUntilTimePasses()
    {
        await using var server = await StartAsync(remote: Far);
        for (var attempt = 0; attempt < FailedAttempts.AtOnce; attempt++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync($"guess-number-{attempt}"));
        }

        using (var refused = await server.SendAsync(HttpMethod.Get, "/read", Bearer(Key)))
        {
            Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
            Assert.Equal(FailedAttempts.Pace, refused.Headers.RetryAfter!.Delta);
        }

        server.Time.Advance(FailedAttempts.Pace);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(Key));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync("guess-number-99"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await StatusAsync("guess-number-100"));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(null));
        Assert.Equal(FailedAttempts.AtOnce + 1, server.Log.Lines.Count(line => line.Id == 7101));

        async Task<HttpStatusCode> StatusAsync(string? key)
        {
            using var answer = await server.SendAsync(HttpMethod.Get, "/read", key is null ? null : Bearer(key));
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task Log_OfEveryLevel_HoldsNoKeyThatWasGiven()
    {
        await using var server = await StartAsync(remote: Far);
        string[] keys = [Key, "h0pefully-hidden-guess"];
        foreach (var key in keys)
        {
            foreach (var with in new[] { Bearer(key), Basic(key), Header("X-Api-Key", key) })
            {
                (await server.SendAsync(HttpMethod.Get, "/read", with)).Dispose();
                (await server.SendAsync(HttpMethod.Post, "/write", with)).Dispose();
            }
        }

        Assert.Contains(server.Log.Lines, line => line.Id == 7101 && line.Text.Contains("192.0.2.7", StringComparison.Ordinal));
        var all = string.Join('\n', server.Log.Lines.Select(line => line.Text));
        Assert.All(keys, key => Assert.DoesNotContain(key, all, StringComparison.Ordinal));
        Assert.All(keys, key => Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes($"ada:{key}")), all, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Form_WithItsTokenAndCookie_PassesAndWithoutEitherDoesNot()
    {
        await using var server = await StartAsync();
        using var page = await server.SendAsync(HttpMethod.Get, "/form");
        var token = await page.Content.ReadAsStringAsync(Cancellation);
        var set = Assert.Single(page.Headers.GetValues("Set-Cookie"));
        Assert.Contains("samesite=strict", set, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("httponly", set, StringComparison.OrdinalIgnoreCase);
        var cookie = set.Split(';')[0];

        Assert.Equal(HttpStatusCode.OK, await PostAsync(cookie, token, null));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(cookie, null, token));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(null, token, null));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(cookie, null, null));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(cookie, token[..^4] + "AAAA", null));

        async Task<HttpStatusCode> PostAsync(string? sent, string? field, string? header)
        {
            using var answer = await server.SendAsync(HttpMethod.Post, "/write", request =>
            {
                Basic(Key)(request);
                request.Content = new FormUrlEncodedContent(field is null ? [] : [new(FormTokens.Field, field)]);
                if (sent is not null)
                {
                    Header("Cookie", sent)(request);
                }

                if (header is not null)
                {
                    Header(FormTokens.Header, header)(request);
                }
            });
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task Body_WhoseSenderGoesInTheMiddle_IsNoFailureOfOurs()
    {
        await using var server = await StartAsync(map: app => app.MapPost("/gone", _ => throw new ConnectionResetException("Connection reset by peer")));
        await Assert.ThrowsAsync<HttpRequestException>(() => server.SendAsync(HttpMethod.Post, "/gone", Bearer(Key)));
        Assert.DoesNotContain(server.Log.Lines, line => line.Id == 7102 || line.Text.Contains("unhandled exception", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("multipart/form-data; boundary=x", "--x nonsense", 403)]
    [InlineData("multipart/form-data", "--x", 403)]
    [InlineData("application/x-www-form-urlencoded", "formToken=%00", 403)]
    [InlineData("application/x-www-form-urlencoded", "many", 403)]
    [InlineData("application/x-www-form-urlencoded", "large", 413)]
    public async Task Form_ThatCannotBeRead_HoldsNoToken(string type, string body, int status)
    {
        await using var server = await StartAsync();
        using var answer = await server.SendAsync(HttpMethod.Post, "/write", request =>
        {
            Basic(Key)(request);
            request.Content = new StringContent(body switch
            {
                "many" => string.Join('&', Enumerable.Range(0, 2000).Select(number => $"k{number}=1")),
                "large" => new string('a', ServerLimits.LargestBody + 1),
                _ => body,
            });
            request.Content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(type);
        });
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.DoesNotContain(server.Log.Lines, line => line.Id == 7102);
    }

    [Theory]
    [InlineData("GET", "/read", 200)]
    [InlineData("GET", "/nothing", 404)]
    [InlineData("DELETE", "/write", 405)]
    [InlineData("GET", "/defect", 500)]
    [InlineData("POST", "/write", 401)]
    public async Task Answer_EachKind_HasTheHeadersAndNeverTheServersName(string method, string path, int status)
    {
        await using var server = await StartAsync();
        using var answer = await server.SendAsync(new HttpMethod(method), path, status == 401 ? null : Bearer(Key));
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(SecurityHeaders.ContentSecurityPolicy, answer.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("same-origin", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.Equal("same-origin", answer.Headers.GetValues("Cross-Origin-Opener-Policy").Single());
        Assert.Equal("same-origin", answer.Headers.GetValues("Cross-Origin-Resource-Policy").Single());
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.Empty(answer.Headers.Server);
        var body = await answer.Content.ReadAsStringAsync(Cancellation);
        if (status >= 400)
        {
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
            using var problem = JsonDocument.Parse(body);
            Assert.Equal(status, problem.RootElement.GetProperty("status").GetInt32());
        }

        Assert.DoesNotContain("a defect with a detail", body, StringComparison.Ordinal);
        Assert.Equal(status == 405 ? ["POST"] : [], answer.Content.Headers.Allow);
    }

    [Fact]
    public async Task Body_LargerThanTheLimit_IsRefusedAndOneWithinItIsNot()
    {
        await using var server = await StartAsync();
        using var within = await server.SendAsync(HttpMethod.Post, "/echo", request => { Bearer(Key)(request); request.Content = new ByteArrayContent(new byte[ServerLimits.LargestBody]); });
        Assert.Equal(HttpStatusCode.OK, within.StatusCode);
        using var beyond = await server.SendAsync(HttpMethod.Post, "/echo", request => { Bearer(Key)(request); request.Content = new ByteArrayContent(new byte[ServerLimits.LargestBody + 1]); });
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, beyond.StatusCode);
    }

    [Fact]
    public async Task Headers_LargerThanTheLimit_AreRefused()
    {
        await using var server = await StartAsync();
        using var answer = await server.SendAsync(HttpMethod.Get, "/read", Header("X-Long", new string('x', ServerLimits.LargestHeaders)));
        Assert.Equal(HttpStatusCode.RequestHeaderFieldsTooLarge, answer.StatusCode);
    }

    [Theory]
    [InlineData("http://127.0.0.1:8080", "127.0.0.1", false)]
    [InlineData("http://localhost:8080", "localhost", false)]
    [InlineData("http://[::1]:8080", "::1", false)]
    [InlineData("http://0.0.0.0:8080", "0.0.0.0", true)]
    [InlineData("http://[::]:8080", "::", true)]
    [InlineData("http://*:8080", "*", true)]
    [InlineData("http://+:8080", "*", true)]
    [InlineData("http://ops.example:8080", "ops.example", true)]
    [InlineData("http://+ops:8080", null, false)]
    [InlineData("http://*.ops.example:8080", null, false)]
    [InlineData("https://ops.example", null, false)]
    public void Host_OfABinding_IsFoundAndWhetherOthersReachIt(string binding, string? host, bool beyond)
    {
        Assert.Equal(host, HttpValidator.Host(binding));
        Assert.Equal(beyond, HttpValidator.ReachesBeyondThisMachine(new HttpOptions { Url = binding }));
    }
}
