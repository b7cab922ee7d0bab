using System.Globalization;

namespace SentinelEvents.Lab;

/// <summary>What many have today: a <c>notification-script</c> on every sentinel, which posts what it is given with curl.</summary>
/// <param name="url">Gets the sentinel's port, the event's type and its text, with a space between.</param>
internal sealed class NotificationScripts(Uri url) : IAsyncDisposable
{
    private const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly LabDirectory directory = LabDirectory.Create("scripts");
    private readonly string curl = ServerPrograms.Require("curl");

    /// <summary>Writes the script of the sentinel at a port.</summary>
    internal string Write(int port)
    {
        var file = directory.File(string.Create(CultureInfo.InvariantCulture, $"notify-{port}.sh"));
        File.WriteAllText(file, string.Create(CultureInfo.InvariantCulture, $"#!/bin/sh\nexec {curl} --silent --output /dev/null --data-raw \"{port} $1 $2\" {url}\n"));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, Executable);
        }

        return file;
    }

    /// <summary>What a script posts of a message.</summary>
    internal static string Text(BareMessage message) => string.Create(CultureInfo.InvariantCulture, $"{message.SentinelPort} {message.Channel} {message.Text}");

    public ValueTask DisposeAsync() => directory.DisposeAsync();
}
