namespace SentinelEvents.Worker.Sentinels.Inspection;

/// <summary>Counts what is done; tells of it in order, one word at a time.</summary>
internal sealed class InspectionSteps(string cluster, Action<InspectionProgress>? progress)
{
    private readonly Lock _gate = new();
    private int _done;
    private int _total;

    public void Add(int count)
    {
        lock (_gate)
        {
            _total += count;
            progress?.Invoke(new InspectionProgress(cluster, _done, _total, ""));
        }
    }

    public void Finish(string what)
    {
        lock (_gate)
        {
            _done++;
            progress?.Invoke(new InspectionProgress(cluster, _done, _total, what));
        }
    }
}
