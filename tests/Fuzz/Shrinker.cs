namespace SentinelEvents.Fuzz;

/// <summary>Makes an input smaller for as long as it breaks the same promise.</summary>
internal static class Shrinker
{
    private const int MostTrials = 2_000;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    public static byte[] Shrink(FuzzTarget target, byte[] input, string cause)
    {
        var start = TimeProvider.System.GetTimestamp();
        var left = MostTrials;
        for (var part = Math.Max(input.Length / 2, 1); part >= 1; part /= 2)
        {
            for (var at = 0; at < input.Length && left > 0 && TimeProvider.System.GetElapsedTime(start) < Longest; left--)
            {
                byte[] smaller = [.. input.AsSpan(0, at), .. input.AsSpan(Math.Min(at + part, input.Length))];
                if (InputTrial.Of(target, smaller).Cause == cause)
                {
                    input = smaller;
                }
                else
                {
                    at += part;
                }
            }
        }

        return input;
    }
}
