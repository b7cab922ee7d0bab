namespace SentinelEvents.Worker.Presentation;

/// <summary>What scripts/locales.mjs writes.</summary>
/// <param name="Cldr">The version of CLDR that it is made from.</param>
/// <param name="Regions">Codes of all countries, with blanks between them.</param>
/// <param name="RenamedRegions">Codes that are no longer in use or never were, to those that are.</param>
/// <param name="Aliases">Other names of locales.</param>
/// <param name="Locales">By their names.</param>
internal sealed record LocaleFile(
    string Cldr,
    string Regions,
    IReadOnlyDictionary<string, string> RenamedRegions,
    IReadOnlyDictionary<string, string> Aliases,
    IReadOnlyDictionary<string, LocaleData> Locales);
