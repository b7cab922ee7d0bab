namespace SentinelEvents.Worker.Journal;

/// <summary>The journal cannot be used as it is. The message is for the operator: what is wrong and the cure.</summary>
public sealed class JournalUnusableException(string message, Exception? innerException = null) : Exception(message, innerException);
