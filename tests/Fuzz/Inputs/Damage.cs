using System.Text;

namespace SentinelEvents.Fuzz.Inputs;

/// <summary>Damages real inputs: bytes, lines and words of them.</summary>
internal static class Damage
{
    private const int Longest = 64 * 1024;

    /// <param name="chance">By which it is done.</param>
    /// <param name="input">What is damaged.</param>
    /// <param name="words">Words of the input's language.</param>
    /// <param name="others">Other inputs, parts of which may get into this one.</param>
    public static byte[] Of(Random chance, byte[] input, IReadOnlyList<string> words, IReadOnlyList<byte[]> others)
    {
        for (var times = 1 + chance.Small(6); times > 0; times--)
        {
            input = chance.Next(13) switch
            {
                0 => Flip(chance, input),
                1 => Replace(chance, input, []),
                2 => Replace(chance, input, Encoding.UTF8.GetBytes(Hostile.Text(chance))),
                3 => Replace(chance, input, chance.Pick(Hostile.Bytes)),
                4 => Repeat(chance, input),
                5 => Splice(chance, input, others),
                6 => Insert(chance, input, words),
                7 => Number(chance, input),
                8 => Swap(chance, input, (byte)'\n'),
                9 => Swap(chance, input, (byte)' '),
                10 => Drop(chance, input, (byte)'\n'),
                11 => Drop(chance, input, (byte)' '),
                _ => input[..chance.Next(input.Length + 1)],
            };
        }

        return input.Length > Longest ? input[..Longest] : input;
    }

    /// <summary>Bytes without any sense.</summary>
    public static byte[] Noise(Random chance)
    {
        var bytes = new byte[chance.Small(200)];
        chance.NextBytes(bytes);
        return bytes;
    }

    private static byte[] Flip(Random chance, byte[] input)
    {
        if (input.Length == 0)
        {
            return input;
        }

        byte[] flipped = [.. input];
        flipped[chance.Next(flipped.Length)] ^= (byte)(1 << chance.Next(8));
        return flipped;
    }

    private static (int From, int To) Part(Random chance, byte[] input)
    {
        var from = chance.Next(input.Length + 1);
        return (from, from + chance.Small(Math.Min(input.Length - from, 64)));
    }

    private static byte[] Replace(Random chance, byte[] input, byte[] by)
    {
        var (from, to) = Part(chance, input);
        return [.. input.AsSpan(0, from), .. by, .. input.AsSpan(to)];
    }

    private static byte[] Repeat(Random chance, byte[] input)
    {
        var (from, to) = Part(chance, input);
        var part = input[from..to];
        var times = chance.Small(part.Length == 0 ? 0 : Math.Min(400, Longest / part.Length));
        return [.. input.AsSpan(0, to), .. Enumerable.Repeat(part, times).SelectMany(again => again), .. input.AsSpan(to)];
    }

    private static byte[] Splice(Random chance, byte[] input, IReadOnlyList<byte[]> others)
    {
        var other = others.Count == 0 ? input : chance.Pick(others);
        return [.. input.AsSpan(0, chance.Next(input.Length + 1)), .. other.AsSpan(chance.Next(other.Length + 1))];
    }

    private static byte[] Insert(Random chance, byte[] input, IReadOnlyList<string> words)
    {
        var at = chance.Next(input.Length + 1);
        var word = words.Count == 0 ? Hostile.Text(chance) : chance.Pick(words);
        return [.. input.AsSpan(0, at), .. Encoding.UTF8.GetBytes(word), .. input.AsSpan(at)];
    }

    /// <summary>Another number in the place of one.</summary>
    private static byte[] Number(Random chance, byte[] input)
    {
        var from = input.Length == 0 ? -1 : Array.FindIndex(input, chance.Next(input.Length), letter => char.IsAsciiDigit((char)letter));
        if (from < 0)
        {
            return input;
        }

        var length = input.AsSpan(from).IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        var to = length < 0 ? input.Length : from + length;
        return [.. input.AsSpan(0, from), .. Encoding.UTF8.GetBytes(Hostile.Number(chance)), .. input.AsSpan(to)];
    }

    private static byte[] Swap(Random chance, byte[] input, byte between)
    {
        var parts = Parts(input, between);
        var (one, other) = (chance.Next(parts.Count), chance.Next(parts.Count));
        (parts[one], parts[other]) = (parts[other], parts[one]);
        return Join(parts, between);
    }

    private static byte[] Drop(Random chance, byte[] input, byte between)
    {
        var parts = Parts(input, between);
        var at = chance.Next(parts.Count);
        if (chance.OneIn(2))
        {
            parts.RemoveAt(at);
        }
        else
        {
            parts.Insert(at, parts[chance.Next(parts.Count)]);
        }

        return Join(parts, between);
    }

    private static List<byte[]> Parts(byte[] input, byte between)
    {
        var parts = new List<byte[]>();
        var start = 0;
        while (input.AsSpan(start).IndexOf(between) is >= 0 and var length)
        {
            parts.Add(input[start..(start + length)]);
            start += length + 1;
        }

        parts.Add(input[start..]);
        return parts;
    }

    private static byte[] Join(List<byte[]> parts, byte between)
    {
        var joined = new List<byte>(parts.Sum(part => part.Length + 1));
        foreach (var (index, part) in parts.Index())
        {
            if (index > 0)
            {
                joined.Add(between);
            }

            joined.AddRange(part);
        }

        return [.. joined];
    }
}
