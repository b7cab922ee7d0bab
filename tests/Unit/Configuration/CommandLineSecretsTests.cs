using SentinelEvents.Worker.Configuration;

namespace SentinelEvents.Unit.Configuration;

public sealed class CommandLineSecretsTests : ConfigurationFixture
{
    private const string Secret = "h0pefully-hidden";

    [Theory]
    [InlineData("Clusters:0:Password", Secret, "Clusters:0:PasswordFile")]
    [InlineData("clusters:0:datanodes:password", Secret, "clusters:0:datanodes:PasswordFile")]
    [InlineData("Destinations:hook:Secrets:0", "whsec_" + Secret, "Destinations:hook:SecretsFile")]
    [InlineData("Destinations:hook:Url", "https://hooks.example.org/" + Secret, "Destinations:hook:UrlFile")]
    [InlineData("Destinations:page:RoutingKey", Secret, "Destinations:page:RoutingKeyFile")]
    [InlineData("Destinations:alive:FailUrl", "https://alive.example.org/" + Secret, "Destinations:alive:FailUrlFile")]
    [InlineData("Bus:RabbitMq:Uri", "amqp://user:" + Secret + "@rabbit/", "Bus:RabbitMq:UriFile")]
    [InlineData("Journal:ConnectionString", "Host=db;Password=" + Secret, "Journal:ConnectionStringFile")]
    [InlineData("Telemetry:Otlp:Headers", "authorization=" + Secret, "Telemetry:Otlp:HeadersFile")]
    [InlineData("Telemetry:Otlp:Endpoint", "http://user:" + Secret + "@collector", "SENTINELEVENTS__Telemetry__Otlp__Endpoint")]
    [InlineData("Http:ApiKey", Secret, "Http:ApiKeyFile")]
    public void Read_SecretOnTheCommandLine_IsRefusedWithItsFileOrVariable(string key, string value, string instead)
    {
        var mistake = OnlyMistake(Read(Good().ToJsonString(), [$"--{key}={value}"]));
        Assert.Equal(key, mistake.Path);
        Assert.Contains(instead, mistake.Cure, StringComparison.Ordinal);
        Assert.Contains("SENTINELEVENTS__", mistake.Cure, StringComparison.Ordinal);
        Assert.EndsWith(" in the environment.", mistake.Cure, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, mistake.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Clusters:0:Password", "")]
    [InlineData("Bus:RabbitMq:Uri", "amqp://rabbit.example.org/")]
    [InlineData("Journal:ConnectionString", "Data Source=events.db")]
    [InlineData("Http:Url", "http://127.0.0.1:8081")]
    [InlineData("Telemetry:Otlp:Endpoint", "http://127.0.0.1:4317")]
    public void Read_WhatHoldsNoSecret_IsTaken(string key, string value) => Assert.IsType<ConfigurationResult.Good>(Read(Good().ToJsonString(), [$"--{key}={value}"]));
}
