namespace SentinelEvents.Worker.Status.Export;

/// <summary>How OTLP is spoken.</summary>
public enum OtlpProtocol
{
    /// <summary>Port 4317 by custom.</summary>
    Grpc,

    /// <summary>Port 4318 by custom; the paths <c>v1/metrics</c> and <c>v1/traces</c> are added to the endpoint.</summary>
    HttpProtobuf,
}
