using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Order;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;
using Perfolizer.Metrology;

namespace SentinelEvents.Benchmarks;

/// <summary>
/// How everything here is measured: on one core, in this process, which spares a build for each run, by processor time, and short enough for all of it to take
/// some minutes. The allocated bytes are exact; of times the smallest is the one that a busy machine disturbs least.
/// </summary>
internal sealed class Measurement : ManualConfig
{
    /// <summary>The runtime compiles what runs often a second and a third time, at its leisure: what is measured before that says nothing of the code.</summary>
    private const int WarmUps = 40;

    public Measurement()
    {
        AddJob(Job.Default
            .WithToolchain(InProcessEmitToolchain.Instance)
            .WithClock(new ProcessorClock())
            .WithAffinity(1)
            .WithWarmupCount(WarmUps)
            .WithIterationCount(10)
            .WithIterationTime(TimeInterval.FromMilliseconds(100))
            .WithId("OneCore"));
        AddColumnProvider(DefaultColumnProviders.Descriptor, DefaultColumnProviders.Metrics);
        AddColumn(StatisticColumn.Min, StatisticColumn.Median, StatisticColumn.P95, StatisticColumn.Max, StatisticColumn.OperationsPerSecond);
        AddDiagnoser(MemoryDiagnoser.Default);
        AddLogger(ConsoleLogger.Default);
        AddExporter(MarkdownExporter.Console);
        WithOrderer(new DefaultOrderer(SummaryOrderPolicy.Declared));
        WithSummaryStyle(BenchmarkDotNet.Reports.SummaryStyle.Default.WithTimeUnit(TimeUnit.Nanosecond).WithSizeUnit(SizeUnit.B));
    }
}
