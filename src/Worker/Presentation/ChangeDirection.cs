namespace SentinelEvents.Worker.Presentation;

/// <summary>Which way something changed.</summary>
internal enum ChangeDirection
{
    /// <summary>A master has a worse verdict.</summary>
    Worse,

    /// <summary>There is a finding that was not there.</summary>
    Appeared,

    /// <summary>A master has a better verdict.</summary>
    Better,

    /// <summary>A finding is no longer there.</summary>
    Gone,
}
