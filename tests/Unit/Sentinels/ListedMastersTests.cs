using SentinelEvents.Worker.Sentinels;

namespace SentinelEvents.Unit.Sentinels;

public sealed class ListedMastersTests
{
    private const string Two =
        "# Sentinel\r\nsentinel_masters:2\r\nsentinel_tilt:0\r\n"
        + "master0:name=cache,status=ok,address=10.0.0.1:6379,slaves=2,sentinels=3\r\nmaster1:name=orders,status=ok,address=10.0.0.2:6379,slaves=2,sentinels=3\r\n";

    [Theory]
    [InlineData("status=ok,address=10.0.0.1:6379", "status=odown,address=10.0.0.9:6380")]
    [InlineData("slaves=2,sentinels=3\r\nmaster1", "slaves=0,sentinels=5\r\nmaster1")]
    [InlineData("sentinel_tilt:0", "sentinel_tilt:1")]
    [InlineData("\r\n", "\n")]
    public void In_SameNames_IsTheSame(string text, string other) => Assert.Equal(ListedMasters.In(Two), ListedMasters.In(Two.Replace(text, other, StringComparison.Ordinal)));

    [Theory]
    [InlineData("name=orders", "name=orders2")]
    [InlineData("name=orders", "name=order,status=ok,address=s")] // a name may hold anything
    [InlineData("master1:name=orders,status=ok,address=10.0.0.2:6379,slaves=2,sentinels=3\r\n", "")]
    [InlineData("name=cache", "name=")]
    public void In_OtherNames_IsAnother(string text, string other) => Assert.NotEqual(ListedMasters.In(Two), ListedMasters.In(Two.Replace(text, other, StringComparison.Ordinal)));

    [Fact]
    public void Of_Names_IsWhatListsThem()
    {
        Assert.Equal(ListedMasters.In(Two), ListedMasters.Of(["cache", "orders"]));
        Assert.NotEqual(ListedMasters.Of(["a", "b:name=c"]), ListedMasters.Of(["a:name=b", "c"]));
    }

    [Theory]
    [InlineData(Two, 2)]
    [InlineData("", 0)]
    [InlineData("master:name=x,status=ok\r\nmasterx:name=x,status=ok\r\nmaster1:nam=x,status=ok\r\nmaster2:name=x\r\n", 0)]
    [InlineData("master_link_status:up\r\nmaster0:name=a,status=ok", 1)]
    public void In_Text_CountsItsMasters(string info, int expected) => Assert.Equal(expected, ListedMasters.In(info).Count);

    [Theory]
    [InlineData("sentinel_tilt:0", "sentinel_tilt:1", "cache", "orders")]
    [InlineData("name=orders", "name=a,status=b", "cache", "a,status=b")]
    [InlineData("name=orders", "name=orders/2:x", "cache", "orders/2:x")]
    public void NamesIn_ListThatSaysAll_IsTheNames(string text, string other, params string[] expected) =>
        Assert.Equal(expected, ListedMasters.NamesIn(Two.Replace(text, other, StringComparison.Ordinal)));

    [Theory]
    [InlineData("sentinel_masters:2", "sentinel_masters:3")]
    [InlineData("sentinel_masters:2\r\n", "")]
    [InlineData("name=orders", "name=cache")]
    [InlineData("name=orders", "name=")]
    [InlineData("name=orders", "name=ord\u00e9rs")]
    [InlineData("name=orders", "name=two words")]
    [InlineData("name=orders", "name=ord\nmaster2:name=ers,status=ok")] // a name of two lines
    [InlineData("name=orders", "name=ord\ners")]
    public void NamesIn_ListThatCanBeReadInTwoWays_IsNothing(string text, string other) => Assert.Null(ListedMasters.NamesIn(Two.Replace(text, other, StringComparison.Ordinal)));

    [Theory]
    [InlineData("sentinel_tilt", "0")]
    [InlineData("sentinel_masters", "2")]
    [InlineData("sentinel", null)]
    [InlineData("tilt", null)]
    [InlineData("master0", "name=cache,status=ok,address=10.0.0.1:6379,slaves=2,sentinels=3")]
    public void ValueOf_Name_IsWhatStandsBehindIt(string name, string? expected) => Assert.Equal(expected, InfoText.ValueOf(Two, name));
}
