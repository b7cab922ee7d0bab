using System.Reflection;
using SentinelEvents.Worker.Status.Guard;

namespace SentinelEvents.Unit.Status;

public sealed class AccessKeyTests
{
    [Theory]
    [InlineData("correct-horse-battery-staple", true)]
    [InlineData("correct-horse-battery-stapl", false)]
    [InlineData("correct-horse-battery-staple ", false)]
    [InlineData("Correct-horse-battery-staple", false)]
    [InlineData("", false)]
    public void Matches_Given_OnlyTheSame(string given, bool expected) => Assert.Equal(expected, new AccessKey("correct-horse-battery-staple").Matches(given));

    [Fact]
    public void Matches_NoneConfigured_Nothing() => Assert.False(new AccessKey(null).Matches(""));

    [Fact]
    public void Change_AnotherKey_IsTheOnlyOneFromThenOn()
    {
        var key = new AccessKey("correct-horse-battery-staple");
        key.Change("another-horse-altogether");
        Assert.Equal((false, true), (key.Matches("correct-horse-battery-staple"), key.Matches("another-horse-altogether")));
        key.Change(null);
        Assert.Equal((false, false), (key.IsConfigured, key.Matches("another-horse-altogether")));
    }

    [Fact]
    public void Fields_Hold_NothingButAHashOfOneLength()
    {
        // Comparing hashes of one length in constant time is what makes the time tell nothing.
        var fields = typeof(AccessKey).GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public);
        Assert.All(fields, field => Assert.Equal(typeof(byte[]), field.FieldType));
        Assert.Equal(32, ((byte[])Assert.Single(fields).GetValue(new AccessKey("short-but-sixteen"))!).Length);
    }
}
