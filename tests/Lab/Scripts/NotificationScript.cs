namespace SentinelEvents.Lab;

/// <summary>A <c>notification-script</c> as many write it: it posts what a sentinel calls it with, by curl.</summary>
public sealed class NotificationScript : IAsyncDisposable
{
    private readonly LabDirectory directory = LabDirectory.Create("script");

    private NotificationScript()
    {
    }

    /// <summary>What a sentinel's configuration names.</summary>
    public string File => directory.File("notify.sh");

    /// <param name="url">Gets the event's type and its text, with a space between.</param>
    public static async Task<NotificationScript> WriteAsync(Uri url)
    {
        ArgumentNullException.ThrowIfNull(url);
        var script = new NotificationScript();
        await System.IO.File.WriteAllTextAsync(
            script.File,
            $"""
            #!/bin/sh
            exec {ServerPrograms.Require("curl")} --silent --output /dev/null --data-raw "$1 $2" {url}

            """).ConfigureAwait(false);
        if (!OperatingSystem.IsWindows())
        {
            System.IO.File.SetUnixFileMode(script.File, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return script;
    }

    public ValueTask DisposeAsync() => directory.DisposeAsync();
}
