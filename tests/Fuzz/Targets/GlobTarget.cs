using SentinelEvents.Fuzz.Inputs;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Fuzz.Targets;

/// <summary>A glob in the first line, a name in the second.</summary>
internal sealed class GlobTarget : FuzzTarget
{
    private static readonly char[] Letters = ['a', 'b', '*', '*', '?', 'A', '-', '\u00e9', '\ud83e', '['];

    public override string Name => "globs";

    public override string Reads => "globs of the configuration and of silences, over names that sentinels give";

    public override IReadOnlyList<Type> Parsers => [typeof(Glob), typeof(NameRule)];

    public override int Weight => 100;

    public override byte[] Make(Random chance) => chance.OneIn(50)
        ? Corpus.Bytes(string.Concat(Enumerable.Repeat("*a", chance.Small(128))) + "b\n" + new string('a', chance.Small(1000)))
        : Corpus.Bytes($"{Word(chance)}\n{Word(chance)}");

    public override string Try(byte[] input)
    {
        var lines = Corpus.Lines(input);
        var (glob, name) = (lines[0], lines.Length > 1 ? lines[1] : "");
        var matches = Glob.IsMatch(glob, name);
        Promise.Hold(matches == Matches(glob, name), "a glob matches what it says", () => $"{glob} over {name}: {matches}");
        Promise.Hold(!NameRule.AllowsGlob(glob) || glob.Length is > 0 and <= 256, "a glob that is allowed is short", () => glob);
        return matches ? Accepted : NameRule.AllowsGlob(glob) ? "another name" : "no glob that is allowed";
    }

    private static string Word(Random chance) => string.Concat(Enumerable.Range(0, chance.Small(14)).Select(_ => chance.Pick(Letters)));

    /// <summary>The same by another way: a row for each letter of the glob.</summary>
    private static bool Matches(string glob, string name)
    {
        var row = new bool[name.Length + 1];
        row[0] = true;
        foreach (var letter in glob)
        {
            var diagonal = row[0];
            row[0] = row[0] && letter == '*';
            for (var at = 1; at <= name.Length; at++)
            {
                var above = row[at];
                row[at] = letter == '*' ? row[at - 1] || above : diagonal && (letter == '?' || letter == name[at - 1]);
                diagonal = above;
            }
        }

        return row[name.Length];
    }
}
