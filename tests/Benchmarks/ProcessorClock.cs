using Perfolizer.Horology;

namespace SentinelEvents.Benchmarks;

/// <summary>The processor time of this process, its garbage collections included: what other programs do on the machine meanwhile does not count.</summary>
internal sealed class ProcessorClock : IClock
{
    public string Title => "processor time";

    public bool IsAvailable => true;

    public Frequency Frequency => new(TimeSpan.TicksPerSecond);

    public long GetTimestamp() => Environment.CpuUsage.TotalTime.Ticks;
}
