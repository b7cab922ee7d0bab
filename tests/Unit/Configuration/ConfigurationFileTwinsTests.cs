using System.Text.Json.Nodes;

namespace SentinelEvents.Unit.Configuration;

public sealed class ConfigurationFileTwinsTests : ConfigurationFixture
{
    [Fact]
    public void Read_PasswordFile_BecomesPassword()
    {
        var file = WriteFile("password", "  s3cret \n");
        var options = GoodOptions(ReadWith($"Clusters:0:PasswordFile={file}", $"Clusters:0:DataNodes:PasswordFile={file}"));
        Assert.Equal(("s3cret", "s3cret"), (options.Clusters[0].Password, options.Clusters[0].DataNodes.Password));
    }

    [Fact]
    public void Read_UriFile_BecomesUri() =>
        Assert.Equal("amqp://a:b@c/", GoodOptions(ReadWith($"Bus:RabbitMq:UriFile={WriteFile("uri", "amqp://a:b@c/\n")}")).Bus.RabbitMq.Uri);

    [Fact]
    public void Read_ConnectionStringFile_BecomesConnectionString() => Assert.Equal(
        "Host=a;Database=b;Username=c",
        GoodOptions(ReadWith("Journal:Provider=Postgres", $"Journal:ConnectionStringFile={WriteFile("journal", "Host=a;Database=b;Username=c\n")}")).Journal.ConnectionString);

    [Fact]
    public void Read_FilesOfAHeartbeat_BecomeItsUrls()
    {
        var options = Assert.IsType<Worker.Notifications.Heartbeat.HeartbeatOptions>(GoodOptions(ReadWith(
            "Destinations:alive:Kind=Heartbeat",
            $"Destinations:alive:UrlFile={WriteFile("url", "https://alive.example.org/t0ken\n")}",
            $"Destinations:alive:FailUrlFile={WriteFile("fail", "https://alive.example.org/t0ken/fail\n")}")).Destinations["alive"]);
        Assert.Equal(("https://alive.example.org/t0ken", "https://alive.example.org/t0ken/fail"), (options.Url, options.FailUrl));
    }

    [Fact]
    public void Read_HeartbeatWithoutUrl_IsMistakeThatNamesBothKeys() =>
        Assert.Contains("UrlFile", OnlyMistake(ReadWith("Destinations:alive:Kind=Heartbeat")).Cure, StringComparison.Ordinal);

    [Theory]
    [InlineData("UrlFile")]
    [InlineData("FailUrlFile")]
    public void Read_FileOfAHeartbeatThatHoldsNoUrl_IsMistakeThatDoesNotShowIt(string key)
    {
        var mistake = OnlyMistake(ReadWith(
            "Destinations:alive:Kind=Heartbeat", $"Destinations:alive:UrlFile={WriteFile("url", "https://alive.example.org/t0ken")}", $"Destinations:alive:{key}={WriteFile("bad", "h0pefully-hidden")}"));
        Assert.Equal($"Destinations:alive:{key}", mistake.Path);
        Assert.DoesNotContain("h0pefully", mistake.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ApiKeyFile_BecomesApiKey() =>
        Assert.Equal("correct-horse-battery", GoodOptions(ReadWith($"Http:ApiKeyFile={WriteFile("key", "correct-horse-battery\n")}")).Http.ApiKey);

    [Theory]
    [InlineData("fifteen-letters")]
    [InlineData("sixteen letters!")]
    [InlineData("sixteen-letterß!")]
    [InlineData("two-lines-in-it\nand-here-is-one")]
    public void Read_ApiKeyThatIsShortOrNoneOfAHeader_IsMistakeThatDoesNotShowIt(string key)
    {
        var inFile = OnlyMistake(ReadWith($"Http:ApiKeyFile={WriteFile("key", key)}"));
        Assert.Equal(("Http:ApiKeyFile", "what the file holds (not shown) is not accepted"), (inFile.Path, inFile.Problem));
        Assert.Contains("16", inFile.Cure, StringComparison.Ordinal);
        var inline = OnlyMistake(ReadWith(json => json["Http"] = new JsonObject { ["ApiKey"] = key }));
        Assert.Equal("Http:ApiKey", inline.Path);
        Assert.DoesNotContain(key, inline.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_SecretsFile_AddsToSecrets()
    {
        const string second = "whsec_HwABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4=";
        var options = GoodOptions(ReadWith($"Destinations:hook:Secrets:0={GoodSecret}", $"Destinations:hook:SecretsFile={WriteFile("secrets", $"\r\n{second}\r\n")}"));
        Assert.Equal([GoodSecret, second], Assert.IsType<Worker.Notifications.Webhook.WebhookOptions>(options.Destinations["hook"]).Secrets);
    }

    [Theory]
    [InlineData("Clusters:0:PasswordFile")]
    [InlineData("Clusters:0:Tls:CaFile")]
    [InlineData("Clusters:0:DataNodes:PasswordFile")]
    [InlineData("Bus:RabbitMq:UriFile")]
    [InlineData("Journal:ConnectionStringFile")]
    [InlineData("Destinations:mail:Smtp:PasswordFile")]
    [InlineData("Destinations:hook:SecretsFile")]
    [InlineData("Http:ApiKeyFile")]
    public void Read_FileThatCannotBeRead_IsMistakeThatNamesIt(string key)
    {
        var missing = OnlyMistake(ReadWith($"{key}={PathOf("none")}"));
        Assert.Equal((key, $"the file {PathOf("none")} does not exist"), (missing.Path, missing.Problem));

        Assert.Equal($"the file none does not exist in {Directory.GetCurrentDirectory()}", OnlyMistake(ReadWith($"{key}=none")).Problem);

        Assert.Equal($"the file {PathOf("")} is a directory", OnlyMistake(ReadWith($"{key}={PathOf("")}")).Problem);
        Assert.Equal($"the file {PathOf("empty")} is empty", OnlyMistake(ReadWith($"{key}={WriteFile("empty", " \n")}")).Problem);
        Assert.Equal($"the file {PathOf("long")} is longer than 1 MiB", OnlyMistake(ReadWith($"{key}={WriteFile("long", new string('x', 1024 * 1024))}")).Problem);
    }

    [Theory]
    [InlineData("Clusters:0:Password", "Clusters:0:PasswordFile")]
    [InlineData("Clusters:0:DataNodes:Password", "Clusters:0:DataNodes:PasswordFile")]
    [InlineData("Destinations:mail:Smtp:Password", "Destinations:mail:Smtp:PasswordFile")]
    [InlineData("Bus:RabbitMq:Uri", "Bus:RabbitMq:UriFile")]
    [InlineData("Journal:ConnectionString", "Journal:ConnectionStringFile")]
    [InlineData("Http:ApiKey", "Http:ApiKeyFile")]
    [InlineData("Destinations:hook:Url", "Destinations:hook:UrlFile")]
    public void Read_ValueAndFile_IsMistake(string key, string fileKey)
    {
        var mistakes = Mistakes(ReadWith($"{key}=amqp://h0pefully-hidden", $"{fileKey}={WriteFile("file", "amqp://h0pefully-hidden")}"));
        Assert.Contains(mistakes, mistake => mistake.Path == fileKey && mistake.Problem.Contains("together", StringComparison.Ordinal));
        Assert.DoesNotContain("h0pefully", string.Join('\n', mistakes), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_FileWithUnusableContent_IsMistakeOfTheFileKey()
    {
        var mistakes = Mistakes(ReadWith(
            $"Destinations:hook:SecretsFile={WriteFile("secrets", $"{GoodSecret}\nh0pefully-hidden")}",
            $"Bus:RabbitMq:UriFile={WriteFile("uri", "h0pefully-hidden")}"));
        Assert.Equal(["Bus:RabbitMq:UriFile", "Destinations:hook:SecretsFile"], mistakes.Select(mistake => mistake.Path));
        Assert.DoesNotContain("h0pefully", string.Join('\n', mistakes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Clusters:0:Tls", "CertificateFile", "KeyFile")]
    [InlineData("Clusters:0:Tls", "KeyFile", "CertificateFile")]
    [InlineData("Clusters:0:DataNodes:Tls", "CertificateFile", "KeyFile")]
    public void Read_HalfACertificate_IsMistake(string tls, string given, string missing) =>
        Assert.Equal($"{tls}:{missing}", OnlyMistake(ReadWith($"{tls}:{given}={WriteFile("pem", "pem")}")).Path);

    [Fact]
    public void Read_EmptyValue_TakesBackWhatTheFileGives()
    {
        var file = WriteFile("password", "s3cret");
        var json = Good();
        json["Clusters"]![0]!["Password"] = "other";
        Assert.Equal("s3cret", GoodOptions(Read(json.ToJsonString(), ["--Clusters:0:Password=", $"--Clusters:0:PasswordFile={file}"])).Clusters[0].Password);
        Assert.Null(GoodOptions(Read(json.ToJsonString(), ["--Clusters:0:Password="])).Clusters[0].Password);
    }

    [Fact]
    public void Read_SecretOfWrongForm_IsNotShown()
    {
        const string hidden = "h0pefully-hidden";
        var mistakes = Mistakes(ReadWith(json =>
        {
            json["Clusters"]![0]!["Password"] = new JsonObject { [hidden + "-key"] = hidden };
            json["Clusters"]![0]!["DataNodes"] = new JsonObject { ["Password"] = new JsonArray(hidden) };
            json["Journal"] = new JsonObject { ["ConnectionString"] = hidden };
            json["Bus"] = new JsonObject { ["RabbitMq"] = new JsonObject { ["Uri"] = "amqp://" + hidden + ":p@:x" } };
            json["Destinations"]!["hook"]!["Url"] = "//" + hidden;
            json["Destinations"]!["hook"]!["Secrets"] = hidden;
            json["Destinations"]!["other"] = new JsonObject { ["Kind"] = "Webhook", ["Url"] = "http://x", ["Secrets"] = new JsonArray(hidden) };
            json["Destinations"]!["another"] = new JsonObject { ["Kind"] = "Webhook", ["Url"] = "http://x", ["Secrets"] = new JsonObject { [hidden] = 1 } };
        }));
        Assert.Equal(8, mistakes.Count);
        Assert.DoesNotContain(hidden, string.Join('\n', mistakes), StringComparison.Ordinal);
    }
}
