using SentinelEvents.Worker.Delivery;

namespace SentinelEvents.Worker.Notifications.Script;

/// <summary>Whether a script can be run, as far as its file tells.</summary>
internal static class ScriptFile
{
    /// <returns>Null when nothing speaks against it. A file is put right by people, so the events wait for that.</returns>
    public static DeliveryOutcome.Retry? Problem(string path) =>
        Directory.Exists(path) ? new(DeliveryReason.Unreachable, $"Path: {path} is a directory. Give the path of a program.")
        : !File.Exists(path) ? new(DeliveryReason.Unreachable, $"Path: {path} does not exist, or this service may not see it.")
        : Posix.Access(path, Posix.MayExecute) != 0 ? new(DeliveryReason.Unauthorised, $"Path: this service may not execute {path}. Run chmod +x, or let its user read the folder.")
        : null;

    /// <summary>Why it could not be started although its file is in order.</summary>
    public static DeliveryOutcome.Retry Explain(string path, int error) => Problem(path) ?? error switch
    {
        Posix.NotExecutable => new(DeliveryReason.NotRendered, $"Path: {path} is no program: begin it with a line such as #!/bin/sh."),
        Posix.NoSuchFile => new(DeliveryReason.NotRendered, $"Path: the program in the first line (#!) of {path} does not exist."),
        Posix.NotPermitted => new(DeliveryReason.Unauthorised, $"Path: this service may not execute {path}, or the program in its first line (#!)."),
        _ => new(DeliveryReason.NotRendered, FormattableString.Invariant($"Path: {path} could not be started (error {error} of the system).")),
    };
}
