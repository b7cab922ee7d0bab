using System.Runtime.InteropServices;

namespace SentinelEvents.Unit.Journal.Sqlite;

/// <summary>Runs something as a user whom permissions bind: root's own would let everything through.</summary>
internal static class Unprivileged
{
    private const uint Nobody = 65534;

    public static Task RunAsync(Func<Task> action)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return action();
        }

        // The file system user id belongs to a thread (setfsuid(2)), so it gets one of its own, which ends with it.
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            _ = SetFileSystemUser(Nobody);
            try
            {
                action().GetAwaiter().GetResult();
                done.SetResult();
            }
            catch (Exception failure)
            {
                done.SetException(failure);
            }
        });
        thread.Start();
        return done.Task;
    }

    [DllImport("libc", EntryPoint = "setfsuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetFileSystemUser(uint id);
}
