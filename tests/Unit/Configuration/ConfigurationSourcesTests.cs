using SentinelEvents.Worker.Bus;
using SentinelEvents.Worker.Configuration;

namespace SentinelEvents.Unit.Configuration;

public sealed class ConfigurationSourcesTests : ConfigurationFixture
{
    // Of its own, so that no other test reads what this one sets.
    private const string Prefix = "SENTINELEVENTS_SOURCES_TEST__";

    [Fact]
    public void Read_KeyFromSeveralSources_LaterOneWins()
    {
        var json = Good();
        json["Clusters"]![0]!["User"] = "file";
        json["Clusters"]![0]!["SilenceLimit"] = "00:00:02";
        json["Journal"] = new System.Text.Json.Nodes.JsonObject { ["ConnectionString"] = "Data Source=file.db" };
        Environment.SetEnvironmentVariable(Prefix + "Clusters__0__User", "environment");
        Environment.SetEnvironmentVariable(Prefix + "Clusters__0__SilenceLimit", "00:00:03");
        Environment.SetEnvironmentVariable(Prefix + "Bus__Transport", "RabbitMq");
        try
        {
            var options = GoodOptions(Read(json.ToJsonString(), ["--Clusters:0:User=command line"], Prefix));
            Assert.Equal("command line", options.Clusters[0].User);
            Assert.Equal(TimeSpan.FromSeconds(3), options.Clusters[0].SilenceLimit);
            Assert.Equal(BusTransport.RabbitMq, options.Bus.Transport);
            Assert.Equal("Data Source=file.db", options.Journal.ConnectionString);

            Environment.SetEnvironmentVariable(Prefix + "Bus__Transport", "Kafka");
            Assert.Equal("\"Kafka\" (from the environment) is not accepted", OnlyMistake(Read(json.ToJsonString(), environmentPrefix: Prefix)).Problem);
        }
        finally
        {
            foreach (var name in (string[])["Clusters__0__User", "Clusters__0__SilenceLimit", "Bus__Transport"])
            {
                Environment.SetEnvironmentVariable(Prefix + name, null);
            }
        }
    }

    [Fact]
    public void Sources_Untouched_AreThoseOfTheInterface()
    {
        var sources = new ConfigurationSources();
        Assert.Equal(("config/sentinel-events.json", "SENTINELEVENTS__"), (sources.File, sources.EnvironmentPrefix));
    }

    [Theory]
    [InlineData("config/sentinel-events.json", "config/sentinel-events.json", "/etc/sentinel-events/sentinel-events.json")]
    [InlineData("/etc/sentinel-events/sentinel-events.json", "/etc/sentinel-events/sentinel-events.json")]
    [InlineData("config/sentinel-events.json")]
    public void Unnamed_WithThese_IsTheNearest(string expected, params string[] there) => Assert.Equal(expected, ConfigurationSources.Unnamed(there.Contains));

    [Fact]
    public void Read_InterfaceExample_IsGood()
    {
        var json = File.ReadAllText(RepositoryFiles.PathOf("tests/Unit/Configuration/Data/interface-example.jsonc")).Replace("whsec_...", GoodSecret, StringComparison.Ordinal);
        var good = Assert.IsType<ConfigurationResult.Good>(Read(json));
        Assert.Empty(good.Notices);
        Assert.Equal(("daily", "0 0 8 * * ?", "UTC", "mail"), (good.Options.Reports[0].Name, good.Options.Reports[0].Cron, good.Options.Reports[0].TimeZone, good.Options.Reports[0].To[0]));
        Assert.Equal(["mail", "hook"], good.Options.Routes![0].To);
        Assert.Equal(["127.0.0.1:26379", "127.0.0.1:26380", "127.0.0.1:26381"], good.Options.Clusters[0].Sentinels);
        Assert.Empty(good.Options.Clusters[0].Masters);
        Assert.Equal(TimeSpan.FromDays(90), good.Options.Journal.Retention);
    }

    [Fact]
    public void Read_ListensForOthersWithoutAKey_IsGoodWithANotice()
    {
        var good = Assert.IsType<ConfigurationResult.Good>(ReadWith("Http:Url=http://0.0.0.0:8080"));
        Assert.Equal(["Http:ApiKeyFile"], good.Notices.Select(notice => notice.Path));
        Assert.Empty(Assert.IsType<ConfigurationResult.Good>(ReadWith("Http:Url=http://0.0.0.0:8080", "Http:ApiKey=correct-horse-battery")).Notices);
        Assert.Empty(Assert.IsType<ConfigurationResult.Good>(ReadWith("Http:Url=http://[::1]:8080")).Notices);
    }

    [Fact]
    public void Read_StarterConfiguration_IsGoodWithoutNotices()
    {
        var result = ConfigurationReader.Read(
            new ConfigurationSources { File = RepositoryFiles.PathOf("config/sentinel-events.json"), EnvironmentPrefix = "SENTINELEVENTS_NONE__" }, TestKinds.All);
        Assert.Empty(Assert.IsType<ConfigurationResult.Good>(result).Notices);
    }
}
