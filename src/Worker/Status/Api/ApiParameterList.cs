namespace SentinelEvents.Worker.Status.Api;

/// <summary>The parameters that an endpoint takes; others are refused.</summary>
internal sealed record ApiParameterList(IReadOnlyList<ApiParameter> Parameters);
