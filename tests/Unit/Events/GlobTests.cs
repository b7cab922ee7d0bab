using CsCheck;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Unit.Events;

public sealed class GlobTests
{
    [Theory]
    [InlineData("*", "", true)]
    [InlineData("*", "anything at all", true)]
    [InlineData("", "", true)]
    [InlineData("", "a", false)]
    [InlineData("mymaster", "mymaster", true)]
    [InlineData("mymaster", "MyMaster", false)]
    [InlineData("my*", "mymaster", true)]
    [InlineData("*-prod", "cache-prod", true)]
    [InlineData("*-prod", "cache-prod-2", false)]
    [InlineData("a?c", "abc", true)]
    [InlineData("a?c", "ac", false)]
    [InlineData("a*b*c", "aXXbYYbZc", true)]
    [InlineData("a*b*c", "aXXbYYbZ", false)]
    [InlineData("[ab]", "[ab]", true)]
    [InlineData("[ab]", "a", false)]
    public void IsMatch_GlobAndName_AsExpected(string glob, string name, bool expected) => Assert.Equal(expected, Glob.IsMatch(glob, name));

    [Fact]
    public void IsMatchAny_NoGlobs_MatchesEverything() => Assert.True(Glob.IsMatchAny([], "x"));

    [Fact]
    public void IsMatch_AnyGlob_AgreesWithTheObviousRecursion() =>
        Gen.Select(Gen.String[Gen.Char["ab*?"], 0, 8], Gen.String[Gen.Char["ab"], 0, 10])
            .Sample((glob, name) => Glob.IsMatch(glob, name) == Obvious(glob, name));

    private static bool Obvious(ReadOnlySpan<char> glob, ReadOnlySpan<char> name)
    {
        if (glob.IsEmpty)
        {
            return name.IsEmpty;
        }

        if (glob[0] == '*')
        {
            return Obvious(glob[1..], name) || (!name.IsEmpty && Obvious(glob, name[1..]));
        }

        return !name.IsEmpty && (glob[0] == '?' || glob[0] == name[0]) && Obvious(glob[1..], name[1..]);
    }
}
