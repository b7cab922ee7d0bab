using SentinelEvents.Worker.Commands;

namespace SentinelEvents.Unit.Commands;

public sealed class HealthCommandTests
{
    [Theory]
    [InlineData("http://127.0.0.1:8080", "http://127.0.0.1:8080/health/ready")]
    [InlineData("http://192.0.2.7:8080/", "http://192.0.2.7:8080/health/ready")]
    [InlineData("http://0.0.0.0:8080", "http://127.0.0.1:8080/health/ready")]
    [InlineData("http://*:8080", "http://127.0.0.1:8080/health/ready")]
    [InlineData("https://+:8443", "https://127.0.0.1:8443/health/ready")]
    [InlineData("http://[::]:8080", "http://[::1]:8080/health/ready")]
    public void ReadyAt_Binding_IsWhereItIsReachedFromTheSameMachine(string binding, string expected) =>
        Assert.Equal(expected, HealthCommand.ReadyAt(binding).ToString());
}
