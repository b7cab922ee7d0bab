using SentinelEvents.Contracts;

namespace SentinelEvents.Integration.EndToEnd;

/// <summary>An event as a mail tells it.</summary>
internal sealed record ToldByMail(EventKind Kind, Guid EventId, string Subject);
