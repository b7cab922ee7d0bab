using System.Globalization;

namespace SentinelEvents.Fuzz;

/// <summary>An input that broke a promise, as a file that can be tried again: its name begins with that of the target.</summary>
internal static class FindingFile
{
    public static FuzzFinding Keep(FuzzFinding finding, string folder)
    {
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{finding.Target}.{finding.Seed}.{finding.Index}.input"));
        File.WriteAllBytes(file, finding.Input);
        return finding with { File = file };
    }

    /// <summary>The target's name and the input.</summary>
    public static (string Target, byte[] Input) Read(string file) => (Path.GetFileName(file).Split('.')[0], File.ReadAllBytes(file));
}
