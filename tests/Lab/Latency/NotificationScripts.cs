using System.Globalization;

namespace SentinelEvents.Lab;

/// <summary>What many have today: a notification-script on every sentinel, which posts what it is given with curl.</summary>
internal sealed class NotificationScripts : IAsyncDisposable
{
    private const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly LabDirectory directory = LabDirectory.Create("scripts");
    private readonly WebhookSink sink;

    private NotificationScripts(WebhookSink sink) => this.sink = sink;

    /// <summary>What was posted.</summary>
    internal IReadOnlyList<RecordedRequest> Posts => sink.Requests;

    internal static async Task<NotificationScripts> StartAsync(CancellationToken cancellation) =>
        new(await WebhookSink.StartAsync(cancellation).ConfigureAwait(false));

    /// <summary>Writes the script of the sentinel at a port.</summary>
    internal string Write(int port)
    {
        var file = directory.File(string.Create(CultureInfo.InvariantCulture, $"notify-{port}.sh"));
        File.WriteAllText(file, string.Create(CultureInfo.InvariantCulture, $"#!/bin/sh\nexec curl --silent --output /dev/null --data-raw \"{port} $1 $2\" {sink.Url}\n"));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, Executable);
        }

        return file;
    }

    /// <summary>What a script posts of a message.</summary>
    internal static string Text(BareMessage message) => string.Create(CultureInfo.InvariantCulture, $"{message.SentinelPort} {message.Channel} {message.Text}");

    public async ValueTask DisposeAsync()
    {
        await sink.DisposeAsync().ConfigureAwait(false);
        await directory.DisposeAsync().ConfigureAwait(false);
    }
}
