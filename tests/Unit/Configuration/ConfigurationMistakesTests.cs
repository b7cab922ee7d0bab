using System.Text.Json.Nodes;
using SentinelEvents.Worker.Configuration;

namespace SentinelEvents.Unit.Configuration;

public sealed class ConfigurationMistakesTests : ConfigurationFixture
{
    [Fact]
    public void Read_SmallestConfiguration_IsGood() => Assert.Equal("local", GoodOptions(Read(Good().ToJsonString())).Clusters[0].Name);

    [Fact]
    public void Read_KeyAndValueThatHideText_AreShownWithoutThat()
    {
        var mistake = OnlyMistake(ReadWith("Bus:\u202EX\u2028=1"));
        Assert.Equal("Bus:?X?", mistake.Path);
        Assert.Contains("\"a?b\"", OnlyMistake(ReadWith("Bus:Transport=a\u200Bb")).Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Buss:Transport=RabbitMq", "Buss", "Did you mean Bus?")]
    [InlineData("Bus:Transprot=RabbitMq", "Bus:Transprot", "Did you mean Transport?")]
    [InlineData("Bus:Elephant=1", "Bus:Elephant", "Allowed here: Transport, RabbitMq.")]
    [InlineData("Clusters:0:SilenceLimits=00:00:05", "Clusters:0:SilenceLimits", "Did you mean SilenceLimit?")]
    [InlineData("Clusters:0:DataNodes:Tls:Enable=true", "Clusters:0:DataNodes:Tls:Enable", "Did you mean Enabled?")]
    [InlineData("Destinations:mail:Url=http://x", "Destinations:mail:Url", "Allowed here: From, To, Smtp, PickupDirectory, TimeZone, Locale, Kind.")]
    public void Read_UnknownKey_IsMistakeWithNearestName(string setting, string path, string cure) => Check(ReadWith(setting), path, cure);

    [Theory]
    [InlineData("Bus:Transport=Kafka", "Bus:Transport", "Give one of: InMemory, RabbitMq.")]
    [InlineData("Bus:Transport=1", "Bus:Transport", "Give one of: InMemory, RabbitMq.")]
    [InlineData("Bus:Transport=RabitMq", "Bus:Transport", "Did you mean RabbitMq?")]
    [InlineData("Clusters:0:Agreement=Majority,All", "Clusters:0:Agreement", "Give one of: Majority, Quorum, All, First.")]
    [InlineData("Clusters:0:SilenceLimit=6", "Clusters:0:SilenceLimit", "Give a time span as hh:mm:ss or d.hh:mm:ss, from 00:00:01 to 00:10:00.")]
    [InlineData("Clusters:0:SilenceLimit=00:00:00", "Clusters:0:SilenceLimit", "from 00:00:01")]
    [InlineData("Clusters:0:SnapshotInterval=00:00:00.5", "Clusters:0:SnapshotInterval", "from 00:00:01")]
    [InlineData("Clusters:0:UnconfirmedAfter=-00:00:05", "Clusters:0:UnconfirmedAfter", "from 00:00:01")]
    [InlineData("Clusters:0:DivergedAfter=99.00:00:00", "Clusters:0:DivergedAfter", "to 1.00:00:00")]
    [InlineData("Journal:Retention=00:00:01", "Journal:Retention", "from 01:00:00")]
    [InlineData("Clusters:0:Tls:Enabled=yes", "Clusters:0:Tls:Enabled", "Give true or false.")]
    [InlineData("Destinations:mail:Smtp:Port=mail", "Destinations:mail:Smtp:Port", "Give a whole number from 1 to 65535.")]
    [InlineData("Destinations:mail:Smtp:Port=0", "Destinations:mail:Smtp:Port", "Give a whole number from 1 to 65535.")]
    [InlineData("Destinations:mail:Smtp:Port=65536", "Destinations:mail:Smtp:Port", "Give a whole number from 1 to 65535.")]
    [InlineData("Destinations:mail:Smtp:Port=2,5", "Destinations:mail:Smtp:Port", "Give a whole number from 1 to 65535.")]
    [InlineData("Destinations:mail:Smtp:Security=StartTLSS", "Destinations:mail:Smtp:Security", "Did you mean StartTls?")]
    [InlineData("Clusters:0:Masters=mymaster", "Clusters:0:Masters", "Give a list")]
    [InlineData("Clusters:0:Sentinels:7=127.0.0.1:1", "Clusters:0:Sentinels", "number them from 0 without a gap.")]
    [InlineData("Clusters:0:Sentinels:x=127.0.0.1:1", "Clusters:0:Sentinels", "number them from 0 without a gap.")]
    [InlineData("Clusters:0:Name:First=x", "Clusters:0:Name", "Give one text.")]
    [InlineData("Clusters:0:Tls=true", "Clusters:0:Tls", "Give an object with keys among: Enabled, CaFile, CertificateFile, KeyFile, ServerName.")]
    [InlineData("Destinations:mail=Email", "Destinations:mail", "Give an object with keys among")]
    [InlineData("Destinations=Email", "Destinations", "Give an object")]
    public void Read_WrongForm_IsMistakeThatNamesTheForm(string setting, string path, string cure) => Check(ReadWith(setting), path, cure);

    [Theory]
    [InlineData("Clusters:0:Sentinels:1=127.0.0.1", "Clusters:0:Sentinels:1", "Give host:port")]
    [InlineData("Clusters:0:Sentinels:1=:26379", "Clusters:0:Sentinels:1", "Give host:port")]
    [InlineData("Clusters:0:Sentinels:1=127.0.0.1:0", "Clusters:0:Sentinels:1", "port from 1 to 65535")]
    [InlineData("Clusters:0:Sentinels:1=127.0.0.1:65536", "Clusters:0:Sentinels:1", "port from 1 to 65535")]
    [InlineData("Clusters:0:Sentinels:1=::1:26379", "Clusters:0:Sentinels:1", "[::1]:26379")]
    [InlineData("Clusters:0:Sentinels:1=[localhost]:26379", "Clusters:0:Sentinels:1", "Give host:port")]
    [InlineData("Clusters:0:Sentinels:1=a b:26379", "Clusters:0:Sentinels:1", "Give host:port")]
    [InlineData("Clusters:0:Sentinels:1=redis://a:26379", "Clusters:0:Sentinels:1", "Give host:port")]
    [InlineData("Clusters:0:Sentinels:1=127.0.0.1:26379", "Clusters:0:Sentinels:1", "Sentinels:0 is the same address")]
    [InlineData("Clusters:0:Name=my cluster", "Clusters:0:Name", "Choose another name")]
    [InlineData("Clusters:0:Masters:0=my master", "Clusters:0:Masters:0", "Give a name in which *")]
    [InlineData("Clusters:0:Masters:0=m[ab]", "Clusters:0:Masters:0", "Give a name in which *")]
    [InlineData("Clusters:0:Tls:ServerName=a:1", "Clusters:0:Tls:ServerName", "Give a host name")]
    [InlineData("Destinations:mail:From=nobody", "Destinations:mail:From", "Give one mail address")]
    [InlineData("Destinations:mail:To:1=@example.org", "Destinations:mail:To:1", "Give one mail address")]
    [InlineData("Destinations:mail:Smtp:Host=mail:25", "Destinations:mail:Smtp:Host", "Give a host name")]
    [InlineData("Destinations:mail:Smtp:Password=x", "Destinations:mail:Smtp:User", "Give the user")]
    [InlineData("Destinations:hook:Url=/hook", "Destinations:hook:Url", "Give an absolute http:// or https:// URL.")]
    [InlineData("Destinations:hook:Url=ftp://example.org", "Destinations:hook:Url", "Give an absolute http:// or https:// URL.")]
    [InlineData("Destinations:hook:Secrets:0=secret", "Destinations:hook:Secrets:0", "Give whsec_ and the base64 of 24 to 64 random bytes.")]
    [InlineData("Destinations:hook:Secrets:0=whsec_AAAA", "Destinations:hook:Secrets:0", "24 to 64")]
    [InlineData("Destinations:hook:Secrets:0=whsec_%%%%", "Destinations:hook:Secrets:0", "24 to 64")]
    [InlineData("Destinations:bus:Kind=Webhook", "Destinations:bus:Url", "Give an absolute http:// or https:// URL.")]
    [InlineData("Destinations:my hook:Kind=Webhook", "Destinations:my hook:Url", "Give an absolute http:// or https:// URL.")]
    [InlineData("Destinations:hand:Kind=Pager", "Destinations:hand:Kind", "Give one of: Email, Webhook, Heartbeat, Script.")]
    [InlineData("Destinations:hand:Kind=Emial", "Destinations:hand:Kind", "Did you mean Email?")]
    [InlineData("Destinations:hand:Path=/x", "Destinations:hand:Kind", "Give one of: Email, Webhook, Heartbeat, Script.")]
    [InlineData("Routes:0:To:0=mial", "Routes:0:To:0", "There are: hook, mail")]
    [InlineData("Routes:0:Match:Masters:0=*", "Routes:0:To", "Give a list with at least one entry.")]
    [InlineData("Bus:RabbitMq:Uri=http://127.0.0.1", "Bus:RabbitMq:Uri", "Give amqp://")]
    [InlineData("Bus:RabbitMq:Uri=amqp://127.0.0.1:0/", "Bus:RabbitMq:Uri", "Give amqp://")]
    [InlineData("Bus:RabbitMq:Uri=rabbit", "Bus:RabbitMq:Uri", "Give amqp://")]
    [InlineData("Journal:ConnectionString=Mode=Memory", "Journal:ConnectionString", "Data Source")]
    [InlineData("Journal:ConnectionString=nonsense", "Journal:ConnectionString", "Data Source")]
    [InlineData("Journal:ConnectionString=Host=a;Data Source=b", "Journal:ConnectionString", "Data Source")]
    [InlineData("Journal:Provider=PostgreSql", "Journal:Provider", "Did you mean Postgres?")]
    [InlineData("Journal:Provider=Postgres", "Journal:ConnectionString", "Host=db.example.org;Database=")]
    [InlineData("Journal:Lease=00:00:00.5", "Journal:Lease", "00:00:01")]
    [InlineData("Journal:Worker= ", "Journal:Worker", "Give a name")]
    [InlineData("Http:Url=127.0.0.1:8080", "Http:Url", "Give http://address:port")]
    [InlineData("Http:Url=http://127.0.0.1:8080/base", "Http:Url", "Give http://address:port")]
    public void Read_UnusableValue_IsMistakeWithCure(string setting, string path, string cure) => Assert.Contains(
        Mistakes(ReadWith(setting)), mistake => mistake.Path == path && mistake.Cure.Contains(cure, StringComparison.Ordinal));

    [Theory]
    [InlineData("Destinations:bus:Kind=Webhook", "Destinations:bus:Url=http://example.org", "Destinations:bus", "The name bus is kept")]
    [InlineData("Destinations:BUS:Kind=Webhook", "Destinations:BUS:Url=http://example.org", "Destinations:BUS", "The name bus is kept")]
    [InlineData("Destinations:my hook:Kind=Webhook", "Destinations:my hook:Url=http://example.org", "Destinations:my hook", "Choose another name")]
    [InlineData("Clusters:1:Name=LOCAL", "Clusters:1:Sentinels:0=127.0.0.1:1", "Clusters:1:Name", "Clusters:0 has this name already")]
    [InlineData("Clusters:0:Sentinels:0=[::1]:26379", "Clusters:0:Sentinels:1=[0:0::1]:26379", "Clusters:0:Sentinels:1", "is the same address")]
    [InlineData("Routes:0:To:0=mail", "Routes:0:Match:Kinds:0=MasterSwitch", "Routes:0:Match:Kinds:0", "Did you mean MasterSwitched?")]
    [InlineData("Routes:0:To:0=mail", "Routes:0:Match:MinSeverity=Low", "Routes:0:Match:MinSeverity", "Info, Warning, Critical")]
    [InlineData("Routes:0:To:0=mail", "Routes:0:GroupWait=soon", "Routes:0:GroupWait", "hh:mm:ss")]
    [InlineData("Routes:0:To:0=bus", "Routes:0:To:1=mail", "Routes:0:To:0", "the bus receives every event without a route")]
    [InlineData("Reports:0:Name=daily", "Reports:0:Cron=0 0 8 * * ?", "Reports:0:To", "Give a list")]
    public void Read_UnusableTogether_IsMistakeWithCure(string first, string second, string path, string cure) => Check(ReadWith(first, second), path, cure);

    [Theory]
    [InlineData("[::1]:26379")]
    [InlineData("redis_sentinel-1.example.org:26379")]
    [InlineData("10.0.0.1:1")]
    public void Read_AddressOfEveryForm_IsGood(string address) =>
        Assert.Equal(address, GoodOptions(ReadWith($"Clusters:0:Sentinels:1={address}")).Clusters[0].Sentinels[1]);

    [Theory]
    [InlineData("Http:Url=http://*:8080")]
    [InlineData("Http:Url=http://[::1]:8080/")]
    [InlineData("Http:Url=http://0.0.0.0:0")]
    [InlineData("Bus:RabbitMq:Uri=amqps://user:p%40ss@rabbit.example.org/vhost")]
    [InlineData("Destinations:mail:From=Sentinel <sentinel@example.org>")]
    [InlineData("Destinations:hook:Secrets:0=" + GoodSecret)]
    [InlineData("Journal:ConnectionString=Data Source=/var/lib/a b.db;Cache=Shared")]
    [InlineData("bus:TRANSPORT=rabbitmq")]
    [InlineData("Clusters:0:UnconfirmedAfter=00:00:01.5")]
    public void Read_ValueOfUnusualForm_IsGood(string setting) => GoodOptions(ReadWith(setting));

    [Fact]
    public void Read_NoCluster_IsMistake()
    {
        Check(ReadWith(json => json.Remove("Clusters")), "Clusters", "Give at least one cluster");
        Check(ReadWith(json => json["Clusters"] = new JsonArray()), "Clusters", "Give at least one cluster");
        Check(ReadWith(json => json["Clusters"] = null), "Clusters", "Give at least one cluster");
    }

    [Fact]
    public void Read_EmptyRequiredList_IsMistake()
    {
        Check(ReadWith(json => json["Clusters"]![0]!["Sentinels"] = new JsonArray()), "Clusters:0:Sentinels", "Give at least one sentinel");
        Check(ReadWith(json => json["Destinations"]!["mail"]!["To"] = new JsonArray()), "Destinations:mail:To", "Give at least one mail address");
        Check(ReadWith(json => json["Routes"] = new JsonArray(new JsonObject { ["To"] = new JsonArray() })), "Routes:0:To", "Name at least one destination");
    }

    [Fact]
    public void Read_NullForRequired_IsMissing()
    {
        Check(ReadWith(json => json["Clusters"]![0]!["Name"] = null), "Clusters:0:Name", "Give one text.");
        Check(ReadWith(json => json["Clusters"]![0]!["Sentinels"]![1] = null), "Clusters:0:Sentinels:1", "remove it from the list");
        Check(ReadWith(json => json["Destinations"]!["hook"]!["Url"] = null), "Destinations:hook:Url", "Give an absolute http:// or https:// URL.");
        Check(ReadWith(json => json["Destinations"]!["hook"] = null), "Destinations:hook", "remove it");
    }

    [Fact]
    public void Read_EmptyRoutes_MeansNone() => Assert.Null(GoodOptions(ReadWith(json => json["Routes"] = new JsonArray())).Routes);

    [Fact]
    public void Read_RouteInOtherCase_TakesSpellingOfDestination() =>
        Assert.Equal(["mail"], GoodOptions(ReadWith("Routes:0:To:0=MAIL", "Routes:0:To:1=mail")).Routes![0].To);

    [Fact]
    public void Read_ManyMistakes_ReportsAllAtOnce()
    {
        var paths = Mistakes(Read(
            """
            {
              "Clusters": [
                { "Name": "a", "Sentinels": ["127.0.0.1", "127.0.0.1:1", "127.0.0.1:1"], "SilenceLimit": "6 s" },
                { "Sentinels": [], "Agreement": "Most" },
                { "Name": "a", "Sentinels": ["127.0.0.1:1"], "Quorum": 2 }
              ],
              "Journal": { "Provider": "Oracle" },
              "Bus": { "RabbitMq": { "Uri": "rabbit" } },
              "Destinations": { "bus": { "Kind": "Email", "From": "x", "To": [] }, "hand": { "Kind": "Pager" } },
              "Routes": [{ "To": ["nobody", "hand"] }],
              "Http": { "Url": "8080" },
              "Colour": "blue"
            }
            """)).Select(mistake => mistake.Path).Order(StringComparer.Ordinal);

        Assert.Equal(
        [
            "Bus:RabbitMq:Uri", "Clusters:0:Sentinels:0", "Clusters:0:Sentinels:2", "Clusters:0:SilenceLimit", "Clusters:1:Agreement", "Clusters:1:Name",
            "Clusters:1:Sentinels", "Clusters:2:Name", "Clusters:2:Quorum", "Colour", "Destinations:bus", "Destinations:bus:From", "Destinations:bus:To",
            "Destinations:hand:Kind", "Http:Url", "Journal:Provider", "Routes:0:To:0",
        ],
        paths);
    }

    [Fact]
    public void Read_NoSuchFile_IsMistakeThatNamesIt()
    {
        var mistake = OnlyMistake(ConfigurationReader.Read(new ConfigurationSources { File = PathOf("none.json") }, TestKinds.All));
        Assert.Equal($"the configuration file {PathOf("none.json")} does not exist. Name it with --config FILE.", mistake.ToString());
    }

    [Theory]
    [InlineData("{\n  \"Clusters\": [\n    x\n  ]\n}", "line 3, column 5")]
    [InlineData("{\n  \"Bus\": tsecret\n}", "line 2, column 11")]
    [InlineData("", "line 1, column 1")]
    public void Read_NoJson_IsMistakeWithLineAndColumn(string json, string place)
    {
        var mistake = OnlyMistake(Read(json));
        Assert.Equal($"{PathOf("test.json")}, {place}: this is not JSON", mistake.Problem);
        Assert.DoesNotContain("secret", mistake.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]", "", "Begin it with {")]
    [InlineData("""{ "Bus": {}, "bus": {} }""", "bus", "Keep one of them")]
    [InlineData("""{ "Bus": { "Transport": "InMemory" }, "Bus:Transport": "RabbitMq" }""", "Bus:Transport", "Keep one of them")]
    [InlineData("""{ "Bus": { "Transport": "\ud800" } }""", "Bus:Transport", "lone surrogate")]
    [InlineData("""{ "Bus": { "\ud800": "x" } }""", "Bus", "lone surrogate")]
    public void Read_JsonThatIsNoConfiguration_IsMistake(string json, string path, string cure) => Check(Read(json), path, cure);

    [Fact]
    public void Read_SettingWithoutValue_IsMistake() =>
        Check(Read(Good().ToJsonString(), ["--Bus:Transport"]), "Bus:Transport", "Write it as --Name:Name=value.");

    [Fact]
    public void Read_MistakeOfCommandLine_SaysSo() =>
        Assert.Equal("\"Kafka\" (from the command line) is not accepted", OnlyMistake(ReadWith("Bus:Transport=Kafka")).Problem);

    [Fact]
    public void Read_ValueWithControlCharacters_IsShownOnOneLine() =>
        Assert.DoesNotContain(OnlyMistake(ReadWith("Bus:Transport=a\u001b[31m\nb")).ToString(), char.IsControl);

    [Fact]
    public void Read_KeyWithControlCharacters_IsShownOnOneLine() =>
        Assert.DoesNotContain(OnlyMistake(ReadWith(json => json["a\u001b[31m\nb"] = 1)).ToString(), char.IsControl);

    private static void Check(ConfigurationResult result, string path, string cure)
    {
        var mistake = OnlyMistake(result);
        Assert.Equal(path, mistake.Path);
        Assert.Contains(cure, mistake.Cure, StringComparison.Ordinal);
    }
}
