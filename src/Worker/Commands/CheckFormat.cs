namespace SentinelEvents.Worker.Commands;

/// <summary>How <c>check</c> writes what it found.</summary>
internal enum CheckFormat
{
    Text,
    Json,

    /// <summary>The lint rules' findings alone, as SARIF 2.1.0.</summary>
    Sarif,
}
