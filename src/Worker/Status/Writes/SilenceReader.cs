using System.Globalization;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Delivery.Holding;

namespace SentinelEvents.Worker.Status.Writes;

/// <summary>Makes options of a silence as it was asked for. What the form of a value does not decide is left to the register.</summary>
internal static class SilenceReader
{
    private static readonly string[] InstantForms = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", "yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm'Z'"];

    private static readonly string[] DurationForms = [@"hh\:mm\:ss", @"d\.hh\:mm\:ss"];

    public static SilenceOptions Read(SilenceBody body, FieldErrors errors)
    {
        var match = body.Match ?? new SilenceMatchBody();
        return new SilenceOptions
        {
            Name = body.Name ?? "",
            Match = new RouteMatch
            {
                Clusters = Texts(match.Clusters, "match.clusters", errors),
                Masters = Texts(match.Masters, "match.masters", errors),
                Kinds = Choices<EventKind>(match.Kinds, "match.kinds", errors),
                MinSeverity = match.MinSeverity is { Length: > 0 } severity ? Choice<Severity>(severity, "match.minSeverity", errors) : Severity.Info,
                Agreement = Choices<AgreementBasis>(match.Agreement, "match.agreement", errors),
            },
            To = Texts(body.To, "to", errors),
            Start = Instant(body.Start, "start", errors),
            End = Instant(body.End, "end", errors),
            Cron = Text(body.Cron),
            Duration = Duration(body.Duration, "duration", errors),
            TimeZone = Text(body.TimeZone) ?? "UTC",
            Author = Text(body.Author),
            Comment = Text(body.Comment),
        };
    }

    // An empty text is what a form sends for a field that was left out.
    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static string[] Texts(IReadOnlyList<string?>? texts, string field, FieldErrors errors)
    {
        foreach (var (index, _) in (texts ?? []).Index().Where(place => string.IsNullOrWhiteSpace(place.Item)))
        {
            errors.Add(At(field, index), "Give it a value, or remove it.");
        }

        return [.. (texts ?? []).Select(text => text ?? "")];
    }

    private static TChoice[] Choices<TChoice>(IReadOnlyList<string?>? texts, string field, FieldErrors errors)
        where TChoice : struct, Enum => [.. (texts ?? []).Select((text, index) => Choice<TChoice>(text ?? "", At(field, index), errors))];

    private static TChoice Choice<TChoice>(string text, string field, FieldErrors errors)
        where TChoice : struct, Enum
    {
        // Enum.TryParse would take numbers and lists too.
        if (Enum.GetNames<TChoice>().FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } known)
        {
            return Enum.Parse<TChoice>(known);
        }

        errors.Add(field, $"Give one of: {string.Join(", ", Enum.GetNames<TChoice>())}.");
        return default;
    }

    private static DateTimeOffset? Instant(string? text, string field, FieldErrors errors)
    {
        if (Text(text) is not { } given)
        {
            return null;
        }

        if (DateTimeOffset.TryParseExact(given, InstantForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant))
        {
            return instant;
        }

        errors.Add(field, "Give a time with its offset from UTC, for example 2026-12-24T22:00:00Z or 2026-12-24T23:00:00+01:00.");
        return null;
    }

    private static TimeSpan? Duration(string? text, string field, FieldErrors errors)
    {
        if (Text(text) is not { } given)
        {
            return null;
        }

        if (TimeSpan.TryParseExact(given, DurationForms, CultureInfo.InvariantCulture, out var span))
        {
            return span;
        }

        errors.Add(field, "Give a time span as hh:mm:ss or d.hh:mm:ss.");
        return null;
    }

    private static string At(string field, int index) => string.Create(CultureInfo.InvariantCulture, $"{field}[{index}]");
}
