using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using SentinelEvents.Tests;
using SentinelEvents.Unit.Delivery;
using SentinelEvents.Worker.Configuration;

namespace SentinelEvents.Unit.Configuration;

/// <summary>What a running service takes over by itself.</summary>
public sealed class ReloadServiceTests : ConfigurationFixture
{
    [Fact]
    public async Task Key_ItsFileAloneChanges_IsTakenOverAndABadOneIsNot()
    {
        var keyFile = WriteFile("key", "the-first-key-of-all");
        var json = Good();
        json["Http"] = new JsonObject { ["ApiKeyFile"] = keyFile };
        var begun = GoodOptions(Read(json.ToJsonString()));
        var applied = new List<string?>();
        var time = new FakeTimeProvider();
        var log = new CollectingLogger<ReloadService>();
        var sources = new ConfigurationSources { File = PathOf("test.json"), EnvironmentPrefix = "SENTINELEVENTS_NONE__" };
        using var service = new ReloadService(
            sources,
            begun,
            ConfigurationPrint.Of(sources, keyFile),
            TestKinds.All,
            (options, _) =>
            {
                applied.Add(options.Http.ApiKey);
                return Task.CompletedTask;
            },
            time,
            log);
        await service.StartAsync(TestContext.Current.CancellationToken);
        void Pass() => time.Advance(TimeSpan.FromSeconds(1));

        WriteFile("key", "too-short");
        await Until.TrueAsync(() => service.Status.Problem is not null, () => $"{service.Status}", Pass);
        Assert.Contains("Http:ApiKeyFile", service.Status.Problem, StringComparison.Ordinal);
        Assert.Empty(applied);

        WriteFile("key", "the-second-key-of-all");
        await Until.TrueAsync(() => applied.Count > 0, () => $"{service.Status}", Pass);
        Assert.Equal(["the-second-key-of-all"], applied);
        Assert.Equal(0, log.Count(5012));
        Assert.DoesNotContain(log.Lines, line => line.Text.Contains("key-of-all", StringComparison.Ordinal) || line.Text.Contains("too-short", StringComparison.Ordinal));
        await service.StopAsync(TestContext.Current.CancellationToken);
    }
}
