using SentinelEvents.Worker.Configuration;

namespace SentinelEvents.Unit.Configuration;

public sealed class CommandLineConfigurationTests
{
    [Theory]
    [InlineData("check --config a.json", "check --config a.json", "")]
    [InlineData("run --Bus:Transport=RabbitMq --config a.json", "run --config a.json", "--Bus:Transport=RabbitMq")]
    [InlineData("--Bus:Transport RabbitMq check", "check", "--Bus:Transport=RabbitMq")]
    [InlineData("events --since 2026-01-01T10:00:00Z --Http:Url=http://a:1/?b=c", "events --since 2026-01-01T10:00:00Z", "--Http:Url=http://a:1/?b=c")]
    [InlineData("events --since=2026-01-01T10:00:00Z", "events --since=2026-01-01T10:00:00Z", "")]
    [InlineData("--Bus:Transport --Http:Url=x check", "check", "--Bus:Transport --Http:Url=x")]
    [InlineData("check --Bus:Transport", "check", "--Bus:Transport")]
    [InlineData("--Bus:Transport= check", "check", "--Bus:Transport=")]
    [InlineData("send-test -- --Bus:Transport=x", "send-test -- --Bus:Transport=x", "")]
    public void Split_Arguments_PartsCommandsFromSettings(string arguments, string commands, string settings)
    {
        var split = CommandLineConfiguration.Split(arguments.Split(' '));
        Assert.Equal((commands, settings), (string.Join(' ', split.Commands), string.Join(' ', split.Settings)));
    }

    [Fact]
    public void Split_NextArgumentWithEqualsSign_IsTheWholeValue() => Assert.Equal(
        ["--Journal:ConnectionString=Data Source=a.db"], CommandLineConfiguration.Split(["--Journal:ConnectionString", "Data Source=a.db"]).Settings);
}
