namespace SentinelEvents.Worker.Commands;

/// <summary>How <c>report</c> writes a report.</summary>
internal enum ReportFormat
{
    Text,

    /// <summary>One page with its pictures in it.</summary>
    Html,

    /// <summary>The event <c>HealthReported</c>.</summary>
    Json,
}
