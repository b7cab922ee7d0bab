using SentinelEvents.Unit.Configuration;
using SentinelEvents.Worker.Configuration;

namespace SentinelEvents.Unit.Bus;

/// <summary>The user that every broker has from the start: its password is none.</summary>
public sealed class GuestTests : ConfigurationFixture
{
    [Theory]
    [InlineData("amqp://guest:guest@127.0.0.1:5672/")]
    [InlineData("amqp://guest:guest@localhost/")]
    [InlineData("amqp://guest:guest@[::1]/")]
    [InlineData("amqp://127.0.0.1/")]
    [InlineData("amqp://user:password@rabbit.example.org/")]
    public void Read_GuestOnThisMachineOrAUserOfItsOwn_IsGoodWithoutNotices(string uri) => Assert.Empty(Assert.IsType<ConfigurationResult.Good>(ReadBus(uri)).Notices);

    [Theory]
    [InlineData("amqp://guest:guest@rabbit.example.org/")]
    [InlineData("amqps://guest:guest@10.0.0.7/")]
    [InlineData("amqp://service:guest@rabbit.example.org/")]
    public void Read_PasswordOfGuestElsewhere_IsGoodWithANotice(string uri)
    {
        var notice = Assert.Single(Assert.IsType<ConfigurationResult.Good>(ReadBus(uri)).Notices);
        Assert.Equal("Bus:RabbitMq:Uri", notice.Path);
        Assert.Contains("everybody knows", notice.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("amqp://rabbit.example.org/")]
    [InlineData("amqp://user@rabbit.example.org/")]
    [InlineData("amqp://user:@rabbit.example.org/")]
    [InlineData("amqps://:password@10.0.0.7/")]
    public void Read_UserOrPasswordMissingElsewhere_IsMistake(string uri)
    {
        var mistake = OnlyMistake(ReadBus(uri));
        Assert.Equal("Bus:RabbitMq:Uri", mistake.Path);
        Assert.Contains("amqp://user:password@host", mistake.Cure, StringComparison.Ordinal);
    }

    private ConfigurationResult ReadBus(string uri) => ReadWith("Bus:Transport=RabbitMq", $"Bus:RabbitMq:Uri={uri}");
}
