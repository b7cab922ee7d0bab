namespace SentinelEvents.Worker.Notifications.Script;

/// <summary>How a process ended: by itself with an exit code, or by a signal.</summary>
internal readonly record struct ScriptEnd(int? ExitCode, int? Signal)
{
    private const int SignalMask = 0x7f;
    private const int CodeShift = 8;
    private const int CodeMask = 0xff;

    /// <param name="status">What <c>waitpid</c> wrote.</param>
    public static ScriptEnd Of(int status) => (status & SignalMask) is not 0 and var signal ? new(null, signal) : new((status >> CodeShift) & CodeMask, null);

    /// <summary>Nobody can say: the system does not keep the ends of this service's children.</summary>
    public static ScriptEnd Unknown { get; }
}
