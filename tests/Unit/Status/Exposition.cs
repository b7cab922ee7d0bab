using System.Globalization;
using System.Text.RegularExpressions;

namespace SentinelEvents.Unit.Status;

/// <summary>What a scrape says, in Prometheus's text format.</summary>
internal sealed partial record Exposition(string Text, IReadOnlyList<ExposedMetric> Metrics)
{
    public static Exposition Parse(string text)
    {
        var metrics = new List<ExposedMetric>();
        string? type = null, name = null, help = null;
        List<string> series = [];
        foreach (var line in text.Split('\n'))
        {
            if (line.StartsWith("# TYPE ", StringComparison.Ordinal))
            {
                Flush();
                (name, type) = (line.Split(' ')[2], line.Split(' ')[3]);
            }
            else if (line.StartsWith("# HELP ", StringComparison.Ordinal))
            {
                help = line.Split(' ', 4)[3];
            }
            else if (line.Length > 0 && line[0] != '#')
            {
                series.Add(line);
            }
        }

        Flush();
        return new Exposition(text, [.. metrics.OrderBy(metric => metric.Name, StringComparer.Ordinal)]);

        void Flush()
        {
            if (name is not null && name != "target_info")
            {
                string[] labels = [.. series.SelectMany(one => LabelName().Matches(one).Select(match => match.Groups[1].Value)).Distinct().Where(label => label is not ("otel_scope_name" or "le")).Order(StringComparer.Ordinal)];
                metrics.Add(new ExposedMetric(name, type!, help ?? "", labels, [.. series]));
            }

            (name, help, series) = (null, null, []);
        }
    }

    public double Value(string name, params string[] labels)
    {
        var found = Metrics.SelectMany(metric => metric.Series).Where(line => line.StartsWith(name + "{", StringComparison.Ordinal) && labels.All(label => line.Contains(label, StringComparison.Ordinal))).ToList();
        return double.Parse(Assert.Single(found).Split(' ')[^1], CultureInfo.InvariantCulture);
    }

    /// <summary>The names that a query can use: a histogram has three.</summary>
    public IReadOnlySet<string> QueryNames => Metrics
        .SelectMany(metric => metric.Type == "histogram" ? [metric.Name + "_bucket", metric.Name + "_sum", metric.Name + "_count"] : (string[])[metric.Name])
        .ToHashSet(StringComparer.Ordinal);

    [GeneratedRegex("[{,]([a-z_]+)=\"")]
    private static partial Regex LabelName();
}
