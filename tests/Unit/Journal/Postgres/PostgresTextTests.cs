using CsCheck;
using SentinelEvents.Worker.Journal.Postgres;

namespace SentinelEvents.Unit.Journal.Postgres;

public sealed class PostgresTextTests
{
    private static readonly char[] Awkward = ['\0', '\u001A', '0', '1', 'a', '\u2028'];

    private static readonly Gen<string> Texts =
        Gen.Int[0, 0xD7FF].Select(code => code % 2 == 0 ? Awkward[code / 2 % Awkward.Length] : (char)code).Array[0, 20].Select(characters => new string(characters));

    [Fact]
    public void ToColumn_AnyText_HoldsNoNulAndReadsBackUnchanged() => Texts.Sample(text =>
    {
        var column = PostgresText.ToColumn(text);
        Assert.DoesNotContain('\0', column);
        Assert.Equal(text, PostgresText.FromColumn(column));
    });

    [Fact]
    public void ToColumn_DifferentTexts_StayDifferent() => Gen.Select(Texts, Texts).Sample((one, other) =>
        Assert.Equal(one == other, PostgresText.ToColumn(one) == PostgresText.ToColumn(other)));

    [Fact]
    public void ToColumn_Surrogates_AreWholeOrReplaced()
    {
        // No theory: its data would be made whole on the way here.
        Assert.Equal("\U0001F600", PostgresText.ToColumn("\U0001F600"));
        Assert.Equal("a\uFFFDb", PostgresText.ToColumn("a\uD83Db"));
        Assert.Equal("\uFFFD", PostgresText.ToColumn("\uDE00"));
    }
}
