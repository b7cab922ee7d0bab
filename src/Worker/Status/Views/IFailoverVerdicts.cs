namespace SentinelEvents.Worker.Status.Views;

/// <summary>The last verdicts on whether failovers would succeed.</summary>
internal interface IFailoverVerdicts
{
    /// <summary>The verdict on a master; null before it was first assessed.</summary>
    FailoverVerdict? Of(string cluster, string master);
}
