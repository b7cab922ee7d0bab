namespace SentinelEvents.Worker.Agreement;

/// <summary>Conditions that must hold for a while before they count.</summary>
internal static class Holding
{
    /// <summary>Notes that a condition holds or not, and tells whether it has held for long enough.</summary>
    /// <param name="master">The master it is about; replaced by one with the note.</param>
    /// <param name="condition">Its name, unique within the master.</param>
    /// <param name="holds">Whether it holds now.</param>
    /// <param name="now">The time of the step.</param>
    /// <param name="patience">How long it must hold.</param>
    /// <param name="since">Since when it holds.</param>
    public static bool HeldFor(ref MasterState master, string condition, bool holds, DateTimeOffset now, TimeSpan patience, out DateTimeOffset since)
    {
        since = now;
        if (!holds)
        {
            if (master.Holding.ContainsKey(condition))
            {
                master = master with { Holding = master.Holding.Remove(condition) };
            }

            return false;
        }

        if (!master.Holding.TryGetValue(condition, out since))
        {
            since = now;
            master = master with { Holding = master.Holding.SetItem(condition, now) };
        }

        return now - since >= patience;
    }
}
