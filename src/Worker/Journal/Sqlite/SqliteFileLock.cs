using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace SentinelEvents.Worker.Journal.Sqlite;

/// <summary>
/// Holds a journal for one process by a lock on a file beside it. The system lets go of it when the process ends, however it ends.
/// The file stays: removing it would let a third process lock a new file while a second still waits for the old one.
/// </summary>
internal sealed class SqliteFileLock : IDisposable
{
    private const int LongestHolderText = 512;

    private readonly FileStream file;

    private SqliteFileLock(FileStream file) => this.file = file;

    /// <exception cref="JournalUnusableException">Another process holds it, or the file cannot be written.</exception>
    public static SqliteFileLock Take(string databasePath, TimeProvider time)
    {
        var path = databasePath + ".lock";
        FileStream? file = null;
        try
        {
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            file.SetLength(0);
            file.Write(Encoding.UTF8.GetBytes(string.Create(
                CultureInfo.InvariantCulture, $"process {Environment.ProcessId} on {Environment.MachineName} since {time.GetUtcNow():O}\n")));
            file.Flush();
            return new SqliteFileLock(file);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new JournalUnusableException(
                $"{path} cannot be written. Give the worker's user write permission to the journal's directory.", exception);
        }
        catch (IOException exception) when (file is null && File.Exists(path))
        {
            throw new JournalUnusableException(
                $"Another worker holds the journal {databasePath}: {ReadHolder(path)}. Stop that worker, or give this one a journal of its own (Journal:ConnectionString).",
                exception);
        }
        catch (IOException exception)
        {
            file?.Dispose();
            throw new JournalUnusableException(
                $"{path} cannot be written: {exception.Message} See that the directory can be written and the disk is not full.", exception);
        }
    }

    public void Dispose()
    {
        try
        {
            file.SetLength(0);
        }
        catch (IOException)
        {
            // The text is for people only; the lock goes with the handle.
        }

        file.Dispose();
    }

    private static string ReadHolder(string path)
    {
        const string Unknown = "its process is not known";
        if (OperatingSystem.IsWindows())
        {
            return Unknown;
        }

        // FileStream asks for a lock of its own on opening, which is what the holder refuses. A handle that is open already needs none.
        using var handle = OpenFile(path, 0);
        if (handle.IsInvalid)
        {
            return Unknown;
        }

        try
        {
            using var reader = new FileStream(handle, FileAccess.Read, bufferSize: 0);
            var bytes = new byte[LongestHolderText];
            var text = Encoding.UTF8.GetString(bytes, 0, reader.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)).Trim();
            return text.Length > 0 ? text : Unknown;
        }
        catch (IOException)
        {
            return Unknown;
        }
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern SafeFileHandle OpenFile([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);
}
