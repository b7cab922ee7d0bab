using SentinelEvents.Worker.Sentinels;
using StackExchange.Redis;

namespace SentinelEvents.Unit.Sentinels;

public sealed class ReplyFieldsTests
{
    [Fact]
    public void ToInstance_NameGivenTwice_HasTheLast()
    {
        var fields = Of("name", "one", "flags", "master", "name", "other");

        Assert.Equal("other", fields.Text("name"));
        var instance = fields.ToInstance();
        Assert.Equal("other", instance.Text("name"));
        Assert.Equal(2, instance.Count);
    }

    [Fact]
    public void ToInstance_OrdersOfNamesWithoutEnd_EachHasItsOwnValues()
    {
        for (var number = 0; number < 100; number++)
        {
            var instance = Of("name", "m1", $"field-{number}", $"value {number}").ToInstance();

            Assert.Equal($"value {number}", instance.Text($"field-{number}"));
            Assert.False(instance.Has($"field-{number + 1}"));
            Assert.Equal(["name", $"field-{number}"], instance.Values.Select(field => field.Key));
        }
    }

    [Theory]
    [InlineData("12", 12)]
    [InlineData("-3", -3)]
    [InlineData("+4", 4)]
    [InlineData(" 5", 0)]
    [InlineData("6.0", 0)]
    [InlineData("", 0)]
    [InlineData("99999999999999999999", 0)]
    public void Number_Text_IsReadAsBefore(string text, long expected) => Assert.Equal(expected, Of("port", text).Number("port"));

    [Fact]
    public void Number_NotThere_IsNone() => Assert.Equal(0, Of("port", "1").Number("ip"));

    [Fact]
    public void TextOf_AnyBytes_IsWhatTheClientMakesOfThem()
    {
        var pool = new TextPool(3);
        foreach (var value in new RedisValue[] { "a", "", "ä\u2028", new byte[] { 0xff, 0x41 }, new string('x', 65), 7, "b", "c", "d", "d" })
        {
            Assert.Equal(value.ToString(), pool.TextOf(value));
        }
    }

    [Fact]
    public void TextOf_TheSameText_IsOneStringAsLongAsThereIsRoom()
    {
        var pool = new TextPool(1);

        Assert.Same(pool.TextOf("first"), pool.TextOf("first"));
        Assert.NotSame(pool.TextOf("second"), pool.TextOf("second"));
    }

    private static ReplyFields Of(params string[] pairs) => ReplyFields.From(RedisResult.Create(Array.ConvertAll(pairs, pair => (RedisValue)pair)))!;
}
