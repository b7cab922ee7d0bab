namespace SentinelEvents.Worker.Status.Export;

/// <summary>A receiver of OTLP (<c>Telemetry:Otlp</c>). OpenTelemetry's own variables (<c>OTEL_EXPORTER_OTLP_ENDPOINT</c> and the others) hold where nothing is given here.</summary>
public sealed record OtlpOptions
{
    /// <summary>Its URL, such as <c>http://collector:4317</c>. Nothing is sent while there is none.</summary>
    public string? Endpoint { get; init; }

    /// <summary>What the receiver speaks.</summary>
    public OtlpProtocol Protocol { get; init; } = OtlpProtocol.Grpc;

    /// <summary>Sent with each request, as <c>name=value,name=value</c>. A secret: receivers ask for their token here.</summary>
    public string? Headers { get; init; }

    /// <summary>A file with <see cref="Headers"/>.</summary>
    public string? HeadersFile { get; init; }

    /// <summary>Without the headers, which are secret.</summary>
    public override string ToString() => $"{nameof(OtlpOptions)} {{ Protocol = {Protocol} }}";
}
