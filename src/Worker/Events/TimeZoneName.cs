namespace SentinelEvents.Worker.Events;

/// <summary>The names of time zones that a configuration may give: those of the IANA database that this system has.</summary>
internal static class TimeZoneName
{
    /// <summary>What to give, for a person.</summary>
    public const string Cure = "Give the name of a time zone that this system knows, for example UTC or Europe/Berlin.";

    public static bool IsKnown(string name) => TimeZoneInfo.TryFindSystemTimeZoneById(name, out _);
}
