using System.Text;

namespace SentinelEvents.Worker.Configuration;

/// <summary>Reads files whose content is configuration or a secret.</summary>
internal static class SmallTextFile
{
    private const int LongestInCharacters = 1024 * 1024;

    /// <summary>The text of a file, or why there is none; the reason holds nothing of the content.</summary>
    public static (string? Text, string? Problem) Read(string path)
    {
        try
        {
            using var reader = new StreamReader(path);
            var text = new StringBuilder();
            var buffer = new char[4096];
            while (reader.Read(buffer) is > 0 and var length)
            {
                if (text.Append(buffer, 0, length).Length >= LongestInCharacters)
                {
                    return (null, "is longer than 1 MiB");
                }
            }

            return (text.ToString(), null);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return (null, "does not exist");
        }
        catch (UnauthorizedAccessException)
        {
            return (null, Directory.Exists(path) ? "is a directory" : "may not be read by this user");
        }
        catch (Exception e) when (e is IOException or ArgumentException or NotSupportedException)
        {
            return (null, "cannot be read");
        }
    }
}
