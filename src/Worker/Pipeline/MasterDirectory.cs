using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Pipeline;

/// <summary>Answers from what is agreed and journalled.</summary>
internal sealed class MasterDirectory(IPipelineView pipeline) : IMasterDirectory
{
    public MasterAnswer Find(string cluster, string master)
    {
        // Before the journal is open nothing is known, not even that a master is not.
        if (!pipeline.Status.Running)
        {
            return NotFound(MasterNotFoundReason.NotAgreedYet);
        }

        // One that is only remembered is monitored by nobody any more, whatever was agreed of it.
        if (pipeline.Clusters.FirstOrDefault(state => state.Policy.Cluster == cluster) is not { } state
            || state.Masters.GetValueOrDefault(master) is not { IsFollowed: true } known)
        {
            return NotFound(MasterNotFoundReason.NotFollowed);
        }

        return known.Record.Agreed is { } agreed
            ? new MasterAnswer.Found(new MasterFound
            {
                Cluster = cluster,
                Master = master,
                Address = agreed.Address,
                Generation = known.Record.Generation,
                Epoch = agreed.Epoch,
                Since = agreed.Since,
                Certainty = state.UnsightedSince is null && !known.InDoubt ? MasterCertainty.Current : MasterCertainty.LastKnown,
            })
            : NotFound(MasterNotFoundReason.NotAgreedYet);

        MasterAnswer.NotFound NotFound(MasterNotFoundReason reason) => new(new MasterNotFound { Cluster = cluster, Master = master, Reason = reason });
    }
}
