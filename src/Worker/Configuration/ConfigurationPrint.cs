using System.Security.Cryptography;
using System.Text;

namespace SentinelEvents.Worker.Configuration;

/// <summary>By which a change is noticed: of the file, of the directory beside it in which templates are, and of the file with the API key, since who changes a key does it there.</summary>
/// <param name="Hash">Of all that they hold.</param>
internal readonly record struct ConfigurationPrint(string Hash)
{
    /// <param name="sources">Where the configuration comes from.</param>
    /// <param name="keyFile">The file with the API key; null where there is none.</param>
    public static ConfigurationPrint Of(ConfigurationSources sources, string? keyFile)
    {
        var (text, problem) = SmallTextFile.Read(sources.File);
        var all = new StringBuilder(text ?? problem);
        if (keyFile is not null)
        {
            var (key, unreadable) = SmallTextFile.Read(keyFile);
            all.Append('\0').Append(key ?? unreadable);
        }

        try
        {
            string[] templates = Directory.Exists(sources.Templates) ? Directory.GetFiles(sources.Templates, "*.liquid", SearchOption.AllDirectories) : [];
            foreach (var file in templates.Order(StringComparer.Ordinal))
            {
                var (template, unreadable) = SmallTextFile.Read(file);
                all.Append('\0').Append(file).Append('\0').Append(template ?? unreadable);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            all.Append('\0').Append(failure.GetType().Name);
        }

        return new ConfigurationPrint(Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(all.ToString()))));
    }
}
