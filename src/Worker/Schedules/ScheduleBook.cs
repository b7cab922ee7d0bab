namespace SentinelEvents.Worker.Schedules;

/// <summary>All scheduled work: what is always there, and what the configuration asks for, which may change while the service runs.</summary>
public sealed class ScheduleBook(IEnumerable<ScheduledWork> works)
{
    private readonly ScheduledWork[] _standing = [.. works.Where(work => !IsConfigured(work))];
    private volatile ScheduledWork[] _configured = [.. works.Where(IsConfigured)];

    /// <summary>Told after a change.</summary>
    public event Action? Changed;

    public IReadOnlyList<ScheduledWork> All => [.. _standing, .. _configured];

    /// <summary>Puts these in place of all that was configured.</summary>
    public void Replace(IEnumerable<ScheduledWork> configured)
    {
        _configured = [.. configured];
        Changed?.Invoke();
    }

    private static bool IsConfigured(ScheduledWork work) => work.Name.StartsWith(ScheduledWork.Configured, StringComparison.Ordinal);
}
