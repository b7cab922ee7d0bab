namespace SentinelEvents.Unit.Configuration;

public sealed class RacksTests : ConfigurationFixture
{
    [Fact]
    public void Read_HostsOfAnyForm_KeepTheirLabels()
    {
        var racks = GoodOptions(Read(
            """
            {
              "Clusters": [{
                "Name": "local", "Sentinels": ["127.0.0.1:26379"],
                "Racks": { "10.0.0.1": "a", "Redis-2.example.org": "b", "::1": "c", "2001:db8::7": "d" }
              }]
            }
            """)).Clusters[0].Racks;
        Assert.Equal(["a", "b", "c", "d"], racks.OrderBy(rack => rack.Value, StringComparer.Ordinal).Select(rack => rack.Value));
        Assert.Equal(("a", "b", "c", "d"), (racks["10.0.0.1"], racks["redis-2.example.org"], racks["::1"], racks["2001:db8::7"]));
    }

    [Fact]
    public void Read_None_IsEmpty() => Assert.Empty(GoodOptions(Read(Good().ToJsonString())).Clusters[0].Racks);

    [Theory]
    [InlineData("Clusters:0:Racks:10.0.0.1=", "Give it a value, or remove it.")]
    [InlineData("Clusters:0:Racks:10.0.0.1= ", "Give a label")]
    public void Read_EmptyLabel_IsMistake(string setting, string cure)
    {
        var mistake = OnlyMistake(ReadWith(setting));
        Assert.Equal("Clusters:0:Racks:10.0.0.1", mistake.Path);
        Assert.Contains(cure, mistake.Cure, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OneValueInPlaceOfHosts_IsMistake() => Assert.Equal("Clusters:0:Racks", OnlyMistake(ReadWith("Clusters:0:Racks=a")).Path);
}
