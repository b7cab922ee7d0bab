using SentinelEvents.Worker.Agreement;

namespace SentinelEvents.Unit.Agreement;

public sealed class MasterMapTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(300)]
    public void AMap_OfAnySize_HasWhatWasPutIn_InOrdinalOrder(int count)
    {
        string[] names = [.. Enumerable.Range(0, count).Select(number => $"{(number % 2 == 0 ? "m" : "M")}{number}")];
        var map = MasterMap.Empty.With(names.Select(Named));

        Assert.Equal(count, map.Count);
        Assert.Equal(names.Order(StringComparer.Ordinal), map.Keys);
        Assert.Equal(map.Keys, map.Values.Select(master => master.Name));
        Assert.All(names, name => Assert.Equal(name, map[name].Name));
        Assert.False(map.ContainsKey("other"));
        Assert.Null(map.GetValueOrDefault("other"));
    }

    [Fact]
    public void AChange_MakesAnotherMap_AndLeavesTheFirstOneAsItWas()
    {
        var before = MasterMap.Empty.With(Enumerable.Range(0, 40).Select(number => Named($"m{number}")));
        var after = before.With(Named("m7") with { Waits = true });

        Assert.Equal(["m7"], after.Values.Where(master => master.Waits).Select(master => master.Name));
        Assert.DoesNotContain(before.Values, master => master.Waits);
        Assert.Same(before["m8"], after["m8"]);
        Assert.All(before.Changed(master => master with { Waits = true }), entry => Assert.True(entry.Value.Waits));
    }

    [Fact]
    public void KnownAndUnknownOnes_AtOnce_AreAllInIt()
    {
        var map = MasterMap.Empty.With(Named("b")).With([Named("a"), Named("b") with { Waits = true }, Named("c")]);

        Assert.Equal(["a", "b", "c"], map.Keys);
        Assert.Equal([false, true, false], map.Values.Select(master => master.Waits));
        Assert.Throws<KeyNotFoundException>(() => map["d"]);
    }

    private static MasterState Named(string name) => new() { Name = name };
}
