using System.Globalization;
using System.Text.Json;

namespace SentinelEvents.Worker.Configuration;

/// <summary>Finds what is wrong with a text as JSON, before the configuration provider, which would throw, sees it.</summary>
internal static class JsonConfigurationText
{
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>Syntax errors, keys that are given twice, text that is no text; empty where the provider can read it.</summary>
    public static IReadOnlyList<ConfigurationMistake> Check(string file, string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Lenient);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return [new ConfigurationMistake("", $"{file} does not hold a JSON object", "Begin it with { and end it with }.")];
            }

            var mistakes = new List<ConfigurationMistake>();
            CheckElement(document.RootElement, null, new HashSet<string>(StringComparer.OrdinalIgnoreCase), mistakes);
            return mistakes;
        }
        catch (JsonException e)
        {
            // The message of the exception may quote the text, which may be a secret.
            var place = string.Create(CultureInfo.InvariantCulture, $"line {e.LineNumber + 1}, column {e.BytePositionInLine + 1}");
            return [new ConfigurationMistake("", $"{file}, {place}: this is not JSON", "Look there, or just before, for a missing comma, quote or bracket.")];
        }
    }

    private static void CheckElement(JsonElement element, string? path, HashSet<string> seen, List<ConfigurationMistake> mistakes)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    if (TextOrNull(() => property.Name) is { } name)
                    {
                        CheckChild(property.Value, path is null ? name : $"{path}:{name}", seen, mistakes);
                    }
                    else
                    {
                        mistakes.Add(new ConfigurationMistake(path ?? "", "a key is not valid Unicode", "Remove the lone surrogate (\\ud800 to \\udfff)."));
                    }
                }

                break;
            case JsonValueKind.Array:
                foreach (var (index, item) in element.EnumerateArray().Index())
                {
                    CheckChild(item, string.Create(CultureInfo.InvariantCulture, $"{path}:{index}"), seen, mistakes);
                }

                break;
            case JsonValueKind.String when TextOrNull(element.GetString) is null:
                mistakes.Add(new ConfigurationMistake(path ?? "", "the text is not valid Unicode", "Remove the lone surrogate (\\ud800 to \\udfff)."));
                break;
        }
    }

    private static void CheckChild(JsonElement element, string path, HashSet<string> seen, List<ConfigurationMistake> mistakes)
    {
        if (!seen.Add(path))
        {
            mistakes.Add(new ConfigurationMistake(path, "is given twice", "Keep one of them; upper and lower case make no difference."));
        }

        CheckElement(element, path, seen, mistakes);
    }

    private static string? TextOrNull(Func<string?> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
