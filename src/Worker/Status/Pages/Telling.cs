using SentinelEvents.Worker.Status.Views;

namespace SentinelEvents.Worker.Status.Pages;

/// <summary>Whether a count of 0 is one.</summary>
internal static class Telling
{
    /// <summary>Whether no sentinel is seen, or none has a fresh answer, that could tell of this master: what counts as 0 is not known then.</summary>
    public static bool Nobody(MasterSummary master) => master.Sentinels.Seen == 0 || (master.Sentinels.Agreeing == 0 && master.Replicas.Total == 0);
}
