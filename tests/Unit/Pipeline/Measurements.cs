using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Unit.Pipeline;

/// <summary>What is measured on behalf of this test: other tests that run meanwhile use the same instruments.</summary>
internal sealed class Measurements : IDisposable
{
    private static readonly AsyncLocal<Measurements?> Mine = new();
    private readonly ConcurrentQueue<(string Name, double Value, string? Kind)> taken = new();
    private readonly MeterListener listener = new();

    public Measurements()
    {
        Mine.Value = this;
        listener.InstrumentPublished = (instrument, hearing) =>
        {
            if (instrument.Meter.Name == Telemetry.Name && instrument is Histogram<double>)
            {
                hearing.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, labels, _) =>
        {
            if (Mine.Value == this)
            {
                taken.Enqueue((instrument.Name, value, labels.Length > 0 ? labels[0].Value as string : null));
            }
        });
        listener.Start();
    }

    public IReadOnlyList<(double Value, string? Kind)> Of(string name) => [.. taken.Where(one => one.Name == name).Select(one => (one.Value, one.Kind))];

    public void Dispose() => listener.Dispose();
}
