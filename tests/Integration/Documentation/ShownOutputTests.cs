namespace SentinelEvents.Integration.Documentation;

/// <summary>A comparison that finds everything alike would hold nothing.</summary>
public sealed class ShownOutputTests
{
    private const string Written = "first 12 lines\nmaster is 10.0.0.1:6379 after 2.4 s\nid 0a9b8c7d-1111-8222-8333-000000000001   ok\nlast";

    [Theory]
    [InlineData("first 7 lines")]
    [InlineData("master is 127.0.0.1:21379 after 850 ms\nlast")]
    [InlineData("id 8d105eb6-c477-8d28-952d-1dedc490faf5 ok")]
    [InlineData("… 10.0.0.1:6379 …")]
    [InlineData("first … lines\n\nlast")]
    public void Missing_OfWhatIsWritten_IsNothing(string shown) => Assert.Empty(ShownOutput.Missing(shown, Written));

    [Theory]
    [InlineData("first", "first")]
    [InlineData("last\nfirst 12 lines", "first 12 lines")]
    [InlineData("first 12 lines\nfirst 12 lines", "first 12 lines")]
    [InlineData("master was 10.0.0.1:6379 …", "master was 10.0.0.1:6379 …")]
    public void Missing_OfWhatIsNot_IsThat(string shown, string missing) => Assert.Equal([missing], ShownOutput.Missing(shown, Written));
}
