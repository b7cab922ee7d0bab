using System.Globalization;
using SentinelEvents.Contracts;
using SentinelEvents.Tests;

namespace SentinelEvents.Unit.Notifications.Webhook;

/// <summary>Events larger than any receiver takes.</summary>
internal static class BigSamples
{
    public static HealthReported Report(int masters)
    {
        var five = (HealthReported)Samples.Of(EventKind.HealthReported);
        return five with
        {
            Masters = [.. Enumerable.Range(0, masters).Select(index => five.Masters[index % five.Masters.Count] with { Master = string.Create(CultureInfo.InvariantCulture, $"master-{index}") })],
            Findings = [.. Enumerable.Range(0, masters).Select(index => five.Findings[index % five.Findings.Count])],
        };
    }
}
