namespace SentinelEvents.Worker.Configuration;

/// <summary>Secrets have no place on a command line: whoever may list the processes of the machine reads it, and shells keep it.</summary>
internal static class CommandLineSecrets
{
    /// <summary>Keys that have no <c>...File</c> beside them.</summary>
    private static readonly string[] WithoutFile = ["Endpoint"];

    /// <param name="settings">Each as <c>--Name:Name=value</c>.</param>
    public static IEnumerable<ConfigurationMistake> In(IEnumerable<string> settings)
    {
        foreach (var parts in settings.Select(setting => setting.TrimStart('-').Split('=', 2)))
        {
            if (parts is [var path, { Length: > 0 } value] && SecretKeys.NameIn(path) is { } name && Carries(name, value))
            {
                yield return new ConfigurationMistake(GivenValues.Printable(path), "a secret on the command line is seen by everybody who can list processes", Cure(path, name));
            }
        }
    }

    /// <summary>Addresses are secret where a password is in them, and those of webhooks always: many have a token in their path.</summary>
    private static bool Carries(string name, string value) => name.ToUpperInvariant() switch
    {
        "URI" or "ENDPOINT" => value.Contains('@', StringComparison.Ordinal),
        "CONNECTIONSTRING" => value.Contains("Password", StringComparison.OrdinalIgnoreCase) || value.Contains("Pwd", StringComparison.OrdinalIgnoreCase),
        _ => true,
    };

    private static string Cure(string path, string name)
    {
        var segments = path.Split(':').TakeWhile(segment => !segment.Equals(name, StringComparison.OrdinalIgnoreCase)).Append(name);
        var variable = $"SENTINELEVENTS__{GivenValues.Printable(string.Join("__", path.Split(':')))} in the environment";
        return WithoutFile.Contains(name, StringComparer.OrdinalIgnoreCase) ? $"Give it as {variable}." : $"Give {GivenValues.Printable(string.Join(':', segments))}File, or {variable}.";
    }
}
