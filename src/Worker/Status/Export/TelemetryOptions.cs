namespace SentinelEvents.Worker.Status.Export;

/// <summary>Where metrics and traces are sent, beside <c>/metrics</c> (<c>Telemetry</c>).</summary>
public sealed record TelemetryOptions
{
    /// <summary>A receiver of OpenTelemetry's own protocol.</summary>
    public OtlpOptions Otlp { get; init; } = new();
}
