namespace SentinelEvents.Lab;

/// <summary>A server of the lab did not do what the test needs it to do; the text says what was seen instead.</summary>
public sealed class LabException(string message, Exception? inner = null) : Exception(message, inner);
