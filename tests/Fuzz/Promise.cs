using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SentinelEvents.Fuzz;

/// <summary>What is promised of answers, whatever the parser.</summary>
internal static class Promise
{
    /// <summary>Stands in inputs where a secret would; no text for people may repeat it.</summary>
    public const string Secret = "pl4nted-s3cret";

    public static void Hold(bool kept, string promise, Func<string> seen)
    {
        if (!kept)
        {
            throw new BrokenPromiseException(promise, seen());
        }
    }

    /// <summary>A text for people: there is one, in one line, with nothing in it that moves a cursor or hides text.</summary>
    public static void IsVisible(string? text, string what)
    {
        Hold(!string.IsNullOrWhiteSpace(text), $"{what} says something", () => "nothing");
        HidesNothing(text!, what);
    }

    /// <summary>Likewise, where nothing may be said.</summary>
    public static void HidesNothing(string text, string what)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            {
                throw new BrokenPromiseException($"{what} shows all that is in it", JsonSerializer.Serialize(text));
            }
        }
    }

    public static void KeepsTheSecret(string text, string what) =>
        Hold(!text.Contains(Secret, StringComparison.OrdinalIgnoreCase), $"{what} holds no secret", () => JsonSerializer.Serialize(text));

    /// <summary>Parsed, written and parsed again it is the same.</summary>
    public static void ComesBack<T>(T value, T again, string what) =>
        Hold(EqualityComparer<T>.Default.Equals(value, again), $"{what} comes back from what is written", () => $"{value} became {again}");

    public static void IsJson(string text, string what)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
        }
        catch (JsonException failure)
        {
            throw new BrokenPromiseException($"{what} is JSON", $"{failure.Message} {text}");
        }
    }
}
