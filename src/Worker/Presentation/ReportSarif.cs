using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Presentation;

/// <summary>Findings as SARIF 2.1.0, the form that code scanners and pipelines take.</summary>
internal static class ReportSarif
{
    private const string Schema = "https://json.schemastore.org/sarif-2.1.0.json";

    // Addresses and arrows stay legible; the document is a file, never part of a page.
    private static readonly JsonWriterOptions Writing = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    /// <param name="findings">What was found.</param>
    /// <param name="rules">Every rule that was tried, by id.</param>
    /// <param name="version">The version of this program.</param>
    public static string Of(IReadOnlyList<HealthFinding> findings, IReadOnlyList<SarifRule> rules, string version)
    {
        using var memory = new MemoryStream();
        using (var json = new Utf8JsonWriter(memory, Writing))
        {
            json.WriteStartObject();
            json.WriteString("$schema", Schema);
            json.WriteString("version", "2.1.0");
            json.WriteStartArray("runs");
            json.WriteStartObject();
            WriteTool(json, rules, version);
            json.WriteString("columnKind", "utf16CodeUnits");
            WriteResults(json, findings, rules);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(memory.GetBuffer(), 0, (int)memory.Length) + "\n";
    }

    private static void WriteTool(Utf8JsonWriter json, IReadOnlyList<SarifRule> rules, string version)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "SentinelEvents");
        json.WriteString("version", version);
        json.WriteStartArray("rules");
        foreach (var rule in rules)
        {
            json.WriteStartObject();
            json.WriteString("id", rule.Id);
            json.WriteString("name", rule.Name);
            WriteText(json, "shortDescription", rule.Title);
            WriteText(json, "fullDescription", rule.Why);
            WriteText(json, "help", rule.Mend);
            json.WriteString("helpUri", rule.Help.ToString());
            json.WriteStartObject("defaultConfiguration");
            json.WriteString("level", Level(rule.Severity));
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteResults(Utf8JsonWriter json, IReadOnlyList<HealthFinding> findings, IReadOnlyList<SarifRule> rules)
    {
        var places = rules.Select((rule, place) => (rule.Id, Place: place)).ToDictionary(rule => rule.Id, rule => rule.Place, StringComparer.Ordinal);
        json.WriteStartArray("results");
        foreach (var finding in findings)
        {
            json.WriteStartObject();
            json.WriteString("ruleId", finding.Rule);
            if (places.TryGetValue(finding.Rule, out var place))
            {
                json.WriteNumber("ruleIndex", place);
            }

            json.WriteString("level", Level(finding.Severity));
            WriteText(json, "message", $"{finding.Title}. {finding.Evidence} Cure: {finding.Cure}");
            WriteLocation(json, finding);
            json.WriteStartObject("partialFingerprints");
            json.WriteString("finding/v1", Fingerprint(finding));
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteLocation(Utf8JsonWriter json, HealthFinding finding)
    {
        var kinds = new[] { (Name: finding.Cluster, Kind: "namespace"), (Name: finding.Master, Kind: "resource"), (Name: finding.Subject, Kind: "resource") };
        var path = new List<string>();
        json.WriteStartArray("locations");
        json.WriteStartObject();
        json.WriteStartArray("logicalLocations");
        json.WriteStartObject();
        path.AddRange(kinds.Where(part => part.Name is { Length: > 0 }).Select(part => part.Name!));
        json.WriteString("name", path[^1]);
        json.WriteString("fullyQualifiedName", string.Join('/', path.Select(Uri.EscapeDataString)));
        json.WriteString("kind", kinds[path.Count > 1 ? 1 : 0].Kind);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    /// <summary>The same as long as the same thing is wrong with the same subject, whatever the evidence says this time.</summary>
    private static string Fingerprint(HealthFinding finding)
    {
        // Lengths keep the parts apart: a name may hold any separator.
        var parts = new[] { finding.Rule, finding.Cluster, finding.Master ?? "", finding.Subject };
        var text = string.Concat(parts.Select(part => $"{part.Length}:{part}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
    }

    private static string Level(Severity severity) => severity switch
    {
        Severity.Critical => "error",
        Severity.Warning => "warning",
        _ => "note",
    };
}
