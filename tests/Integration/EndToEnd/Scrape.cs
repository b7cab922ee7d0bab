using System.Globalization;

namespace SentinelEvents.Integration.EndToEnd;

/// <summary>What the service says of itself in numbers, as Prometheus would read it.</summary>
internal sealed record Scrape(string Text)
{
    /// <summary>The value of a metric, of all its series together.</summary>
    public double Of(string name)
    {
        string[] lines = [.. Text.Split('\n').Where(line => line.StartsWith(name + " ", StringComparison.Ordinal) || line.StartsWith(name + "{", StringComparison.Ordinal))];
        Assert.True(lines.Length > 0, $"No {name} in:{Environment.NewLine}{Text}");
        return lines.Sum(line => double.Parse(
            line[(line.Contains('}', StringComparison.Ordinal) ? line.LastIndexOf('}') + 1 : name.Length)..].Trim().Split(' ')[0], CultureInfo.InvariantCulture));
    }
}
