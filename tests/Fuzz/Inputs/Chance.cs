namespace SentinelEvents.Fuzz.Inputs;

/// <summary>Choices by a seeded chance.</summary>
internal static class Chance
{
    public static T Pick<T>(this Random chance, IReadOnlyList<T> from) => from[chance.Next(from.Count)];

    /// <summary>True once in so many times.</summary>
    public static bool OneIn(this Random chance, int times) => chance.Next(times) == 0;

    /// <summary>Mostly small, seldom large: where a parser counts, both ends matter.</summary>
    public static int Small(this Random chance, int most) => chance.Next(1 + chance.Next(1 + most));

    /// <summary>The generator of one input, made of nothing but where it stands.</summary>
    public static Random At(int seed, string target, long index)
    {
        // SplitMix64, so that neighbours have nothing in common.
        var mixed = unchecked(((ulong)(uint)seed << 32) + (ulong)index + 0x9E3779B97F4A7C15UL);
        foreach (var letter in target)
        {
            mixed = unchecked((mixed ^ letter) * 0x100000001B3UL);
        }

        mixed = unchecked((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL);
        mixed = unchecked((mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL);
        return new Random((int)(mixed ^ (mixed >> 31)));
    }
}
