using System.Globalization;

namespace SentinelEvents.Integration.EndToEnd;

/// <summary>What the service says of itself in numbers, as Prometheus would read it.</summary>
internal sealed record Scrape(string Text)
{
    /// <summary>The value of a metric without labels of its own.</summary>
    public double Of(string name)
    {
        var line = Text.Split('\n').FirstOrDefault(line => line.StartsWith(name + " ", StringComparison.Ordinal) || line.StartsWith(name + "{", StringComparison.Ordinal));
        Assert.True(line is not null, $"No {name} in:{Environment.NewLine}{Text}");
        var value = line[(line.Contains('}', StringComparison.Ordinal) ? line.LastIndexOf('}') + 1 : name.Length)..].Trim().Split(' ')[0];
        return double.Parse(value, CultureInfo.InvariantCulture);
    }
}
