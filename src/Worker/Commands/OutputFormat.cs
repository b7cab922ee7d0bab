namespace SentinelEvents.Worker.Commands;

/// <summary>How a command writes what it found.</summary>
internal enum OutputFormat
{
    Text,
    Json,
}
