using System.Text;

namespace SentinelEvents.Fuzz.Inputs;

/// <summary>Real inputs, from the files that tests and documentation use.</summary>
internal static class Corpus
{
    /// <summary>The files of a folder, whole.</summary>
    public static IReadOnlyList<string> Files(string folder) =>
    [
        .. typeof(Corpus).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(folder + "/", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(Read),
    ];

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public static string Text(byte[] input) => Encoding.UTF8.GetString(input);

    /// <summary>Lines as they are in a file: with either ending, and none after the last.</summary>
    public static string[] Lines(byte[] input) => Text(input).ReplaceLineEndings("\n").Split('\n');

    private static string Read(string name)
    {
        using var reader = new StreamReader(typeof(Corpus).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
