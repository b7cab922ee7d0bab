using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using SentinelEvents.Contracts;
using SentinelEvents.Tests;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Status.Export;

namespace SentinelEvents.Unit.Status;

/// <summary>A receiver that speaks the protocol's transport; what is in the messages is looked for as text, which protobuf leaves readable.</summary>
[Collection(OneMeter.Name)]
public sealed class OtlpTests : IAsyncLifetime
{
    private readonly ConcurrentQueue<(string Path, string Type, string Token, string Body)> received = new();
    private WebApplication receiver = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
        });
        receiver = builder.Build();
        receiver.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            received.Enqueue((context.Request.Path, context.Request.ContentType ?? "", context.Request.Headers["x-token"].ToString(), Encoding.Latin1.GetString(body.ToArray())));
            context.Response.ContentType = context.Request.ContentType!;
            if (context.Response.ContentType == "application/grpc")
            {
                await context.Response.Body.WriteAsync(new byte[5], context.RequestAborted);
                context.Response.AppendTrailer("grpc-status", "0");
            }
        });
        await receiver.StartAsync(Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await receiver.StopAsync(new CancellationToken(canceled: true));
        await receiver.DisposeAsync();
    }

    [Theory]
    [InlineData(OtlpProtocol.HttpProtobuf, 0, "/v1/metrics", "/v1/traces", "application/x-protobuf")]
    [InlineData(OtlpProtocol.Grpc, 1, "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export", "/opentelemetry.proto.collector.trace.v1.TraceService/Export", "application/grpc")]
    public async Task Send_Configured_MetricsAndTracesArrive(OtlpProtocol protocol, int listener, string metrics, string traces, string type)
    {
        var endpoint = receiver.Urls.ElementAt(listener);
        var told = Samples.Of(EventKind.MasterSwitched);
        await using (var rig = await MetricsRig.StartAsync(telemetry: new TelemetryOptions { Otlp = new OtlpOptions { Endpoint = endpoint, Protocol = protocol, Headers = "x-token=hush" } }))
        {
            rig.Work();
            EventSpans.Tell(told, told.AgreedAt.AddMilliseconds(20));
        }

        var metric = Assert.Single(received, one => one.Path == metrics);
        Assert.Contains("sentinelevents_incidents_open", metric.Body, StringComparison.Ordinal);
        var trace = Assert.Single(received, one => one.Path == traces);
        Assert.Contains(Encoding.Latin1.GetString(told.IncidentId.ToByteArray(bigEndian: true)), trace.Body, StringComparison.Ordinal);
        Assert.Contains("sentinel-events", trace.Body, StringComparison.Ordinal);
        Assert.All(received, one => Assert.Equal((type, "hush"), (one.Type, one.Token)));
    }

    [Fact]
    public async Task Send_ByVariables_MetricsAndTracesArrive()
    {
        await using (var rig = await MetricsRig.StartAsync(variables:
        [
            new("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.Urls.First()), new("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"), new("OTEL_EXPORTER_OTLP_HEADERS", "x-token=hush"),
        ]))
        {
            rig.Work();
            EventSpans.Tell(Samples.Of(EventKind.MasterSwitched), MetricsRig.Begun);
        }

        Assert.Equal(["/v1/metrics", "/v1/traces"], received.Select(one => one.Path).Order());
        Assert.All(received, one => Assert.Equal("hush", one.Token));
    }

    [Fact]
    public async Task Send_NotAskedFor_NobodyListens()
    {
        await using (var rig = await MetricsRig.StartAsync())
        {
            rig.Work();
        }

        Assert.Empty(received);
    }

    [Fact]
    public async Task Send_ReceiverThatNeverAnswers_HoldsUpNothing()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var endpoint = $"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}";
        var begun = TimeProvider.System.GetTimestamp();
        await using (var rig = await MetricsRig.StartAsync(telemetry: new TelemetryOptions { Otlp = new OtlpOptions { Endpoint = endpoint, Protocol = OtlpProtocol.HttpProtobuf } }))
        {
            rig.Work();
            EventSpans.Tell(Samples.Of(EventKind.MasterSwitched), MetricsRig.Begun);
            Assert.Contains("sentinelevents_journal_up", (await rig.ScrapeAsync()).Text, StringComparison.Ordinal);
        }

        // The last words of metrics and traces, one after the other.
        Assert.InRange(TimeProvider.System.GetElapsedTime(begun), TimeSpan.Zero, TimeSpan.FromSeconds(15));
    }

    [Theory]
    [InlineData("http://collector:4317", null)]
    [InlineData("https://otlp.example/base", "authorization=Bearer%20abc,x-scope=1")]
    [InlineData("collector:4317", null, "Otlp:Endpoint")]
    [InlineData("http://user:pw@collector:4317", null, "Otlp:Endpoint")]
    [InlineData("http://collector:4317", "authorization", "Otlp:Headers")]
    [InlineData("http://collector:4317", "a=b\nc", "Otlp:Headers")]
    [InlineData(null, "a=b", "Otlp:Headers")]
    public void Validate_Otlp_NamesTheKey(string? endpoint, string? headers, params string[] keys) => Assert.Equal(
        keys, TelemetryValidator.Validate(new TelemetryOptions { Otlp = new OtlpOptions { Endpoint = endpoint, Headers = headers } }).Select(mistake => mistake.Key));
}
