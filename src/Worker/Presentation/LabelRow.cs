namespace SentinelEvents.Worker.Presentation;

/// <summary>Places things beside each other on a line, each as near as can be to where it belongs, so that none overlaps another.</summary>
internal static class LabelRow
{
    /// <summary>Whether all find room.</summary>
    public static bool Fits(IReadOnlyCollection<float> widths, float room, float gap) => widths.Sum() + (gap * (widths.Count - 1)) <= room;

    /// <param name="wanted">The middle of each, in order.</param>
    /// <param name="widths">Of each.</param>
    /// <param name="room">The length of the line.</param>
    /// <param name="gap">Between two.</param>
    /// <returns>The left edge of each.</returns>
    public static float[] Place(IReadOnlyList<float> wanted, IReadOnlyList<float> widths, float room, float gap)
    {
        var left = new float[wanted.Count];
        var free = 0f;
        for (var i = 0; i < left.Length; i++)
        {
            left[i] = Math.Max(wanted[i] - (widths[i] / 2), free);
            free = left[i] + widths[i] + gap;
        }

        // What was pushed over the end pushes the others back.
        var end = room;
        for (var i = left.Length - 1; i >= 0; i--)
        {
            left[i] = Math.Max(Math.Min(left[i], end - widths[i]), 0);
            end = left[i] - gap;
        }

        return left;
    }
}
