namespace SentinelEvents.Worker.Status.Metrics;

/// <summary>Labels as the meter takes them.</summary>
internal static class Labels
{
    public static KeyValuePair<string, object?>[] Of(string name, string value) => [new(name, value)];

    public static KeyValuePair<string, object?>[] Of(string name, string value, string second, string secondValue) => [new(name, value), new(second, secondValue)];

    public static KeyValuePair<string, object?>[] Of(string name, string value, string second, string secondValue, string third, string thirdValue) =>
        [new(name, value), new(second, secondValue), new(third, thirdValue)];
}
