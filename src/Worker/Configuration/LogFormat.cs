namespace SentinelEvents.Worker.Configuration;

/// <summary>How log lines are written.</summary>
public enum LogFormat
{
    /// <summary>One readable line for each thing.</summary>
    Text,

    /// <summary>One JSON object in a line, with every value by its name.</summary>
    Json,
}
