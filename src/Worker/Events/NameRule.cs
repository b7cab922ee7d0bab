using System.Text.RegularExpressions;

namespace SentinelEvents.Worker.Events;

/// <summary>Which names clusters and destinations may have, and which globs match names. Names become parts of URLs and ids.</summary>
public static partial class NameRule
{
    /// <summary>The rule for names, for a person.</summary>
    public const string Words = "1 to 64 letters, digits, dots, hyphens and underscores";

    /// <summary>The rule for globs, for a person.</summary>
    public const string GlobWords = "a name in which * stands for any characters and ? for one; no spaces, slashes or brackets";

    public static bool Allows(string name) => Name().IsMatch(name);

    // Sentinel itself is less strict with master names than its manual, so that only what must be a mistake is refused.
    public static bool AllowsGlob(string? glob) => glob is not null && Glob().IsMatch(glob);

    [GeneratedRegex(@"\A[A-Za-z0-9._-]{1,64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    [GeneratedRegex(@"\A[^\s\p{C}\[\]{}()/\\,;""]{1,256}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Glob();
}
