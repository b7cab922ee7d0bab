using SentinelEvents.Worker.Agreement;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Journal;

namespace SentinelEvents.Worker.Pipeline;

/// <summary>
/// What was heard and decided and is not kept yet. Drives Agreement and does nothing else: whoever owns it feeds it and writes its batches.
/// A batch that another worker has overtaken is decided anew, from the same inputs, upon what that one recorded.
/// </summary>
/// <param name="settings">What is to be decided about, and where it is to go.</param>
/// <param name="failed">Told of an observation that breaks a rule; it is left out, and everything else goes on.</param>
internal sealed class Deliberation(PipelineSettings settings, Action<Observation, Exception> failed)
{
    private readonly Dictionary<string, ClusterState> kept = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ClusterState> working = new(StringComparer.Ordinal);
    private readonly List<Input> inputs = [];
    private readonly List<Observation> observations = [];
    private readonly List<RoutedEvent> events = [];
    private readonly List<LateWitness> witnesses = [];
    private readonly List<Question> questions = [];

    /// <summary>The clusters with everything that was heard.</summary>
    public IReadOnlyCollection<ClusterState> Working => working.Values;

    /// <summary>Observations that are in no batch that was kept.</summary>
    public int Waiting => observations.Count;

    /// <summary>Whether something was decided that somebody waits for. Nobody waits for a late witness, and its commit would come just when the event is being told.</summary>
    public bool HasDecided => events.Count > 0 || questions.Count > 0;

    /// <summary>Goes on from what the journal keeps, or begins.</summary>
    /// <returns>The clusters, and whether each goes on.</returns>
    /// <exception cref="JournalUnusableException">An entry cannot be read.</exception>
    public IReadOnlyList<(ClusterState State, bool GoesOn)> Load(IReadOnlyList<StateEntry> entries, DateTimeOffset now)
    {
        foreach (var policy in settings.Clusters)
        {
            if (StateCodec.Read(policy, entries, now) is { } resumed)
            {
                working[policy.Cluster] = kept[policy.Cluster] = resumed;
            }
            else
            {
                working[policy.Cluster] = ClusterState.New(policy, now);
            }
        }

        return [.. working.Values.Select(state => (state, kept.ContainsKey(state.Policy.Cluster)))];
    }

    /// <summary>Takes in what a sentinel said.</summary>
    /// <param name="observation">It.</param>
    /// <param name="now">The time of the decision; never before that of an input before it.</param>
    public void Hear(Observation observation, DateTimeOffset now)
    {
        observations.Add(observation);
        Take(new Heard(observation, now));
    }

    /// <summary>Lets time pass.</summary>
    public void Pass(DateTimeOffset now) => Take(new Passed(now));

    /// <summary>What is believed is to be read again before anything is decided upon it.</summary>
    public void Suspect(DateTimeOffset now) => Take(new Suspected(now));

    /// <summary>Whether another worker sees more of a cluster and decides about it.</summary>
    public void Defer(string cluster, bool defers, DateTimeOffset now) => Take(new Deferred(cluster, defers, now));

    /// <summary>Everything that is not kept yet, as one transaction; null where there is nothing.</summary>
    public JournalBatch? Batch()
    {
        var batch = new JournalBatch(
            [.. observations], [.. events], [.. witnesses], [.. working.Values.SelectMany(state => StateCodec.Changes(kept.GetValueOrDefault(state.Policy.Cluster), state))]);
        return batch is { Observations.Count: 0, Events.Count: 0, Witnesses.Count: 0, State.Count: 0 } ? null : batch;
    }

    /// <summary>The batch is kept, or there was none.</summary>
    /// <returns>What is to be asked of data nodes now that what asks for it is kept.</returns>
    public IReadOnlyList<Question> Kept()
    {
        Question[] asked = [.. questions];
        Forget();
        inputs.Clear();
        observations.Clear();
        foreach (var state in working.Values)
        {
            kept[state.Policy.Cluster] = state;
        }

        return asked;
    }

    /// <summary>Another worker was first: takes over its records and decides the same inputs anew upon them.</summary>
    /// <returns>The clusters whose sentinels are to be read again.</returns>
    public IReadOnlyList<string> Rebase(IReadOnlyList<StateEntry> newer, DateTimeOffset now)
    {
        Forget();
        var clusters = newer.Select(entry => entry.Cluster).ToHashSet(StringComparer.Ordinal);
        foreach (var policy in settings.Clusters)
        {
            var basis = kept.GetValueOrDefault(policy.Cluster);
            if (clusters.Contains(policy.Cluster))
            {
                basis = basis is null ? StateCodec.Read(policy, newer, now) : StateCodec.Adopt(basis, newer, now);
                if (basis is not null)
                {
                    kept[policy.Cluster] = basis;
                }
            }

            working[policy.Cluster] = basis ?? ClusterState.New(policy, inputs.Count > 0 ? inputs[0].Now : now);
        }

        foreach (var input in inputs)
        {
            Decide(input);
        }

        return [.. clusters.Where(working.ContainsKey)];
    }

    private void Take(Input input)
    {
        inputs.Add(input);
        Decide(input);
        if (observations.Count == 0 && !HasDecided && witnesses.Count == 0 && !working.Values.Any(state => StateCodec.Differ(kept.GetValueOrDefault(state.Policy.Cluster), state)))
        {
            // Nothing of it will ever be written, so nothing of it needs to be decided again.
            Kept();
        }
    }

    private void Decide(Input input)
    {
        switch (input)
        {
            case Heard heard when working.TryGetValue(heard.Observation.Cluster, out var state):
                Decide(state, heard);
                break;
            case Passed:
                foreach (var state in working.Values.ToList())
                {
                    Note(ClusterAgreement.Tick(state, input.Now));
                }

                break;
            case Deferred deferred when working.TryGetValue(deferred.Cluster, out var state):
                working[deferred.Cluster] = ClusterAgreement.Defer(state, deferred.Defers, deferred.Now);
                break;
            case Suspected:
                foreach (var state in working.Values.ToList())
                {
                    working[state.Policy.Cluster] = ClusterAgreement.Suspect(state, input.Now);
                }

                break;
        }
    }

    private void Decide(ClusterState state, Heard heard)
    {
        try
        {
            Note(ClusterAgreement.Step(state, heard.Observation, heard.Now));
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            failed(heard.Observation, failure);
        }
    }

    private void Note(StepResult result)
    {
        var cluster = result.State.Policy.Cluster;
        working[cluster] = result.State;
        foreach (var decision in result.Decisions)
        {
            switch (decision)
            {
                case Decision.Announce announce:
                    events.Add(settings.Routing().Route(announce.Agreed));
                    break;
                case Decision.Attach attach:
                    witnesses.Add(attach.Witness);
                    break;
                case Decision.AskRole ask:
                    questions.Add(new Question(cluster, ask.Master, ask.Node, null));
                    break;
                case Decision.AskOldMaster ask:
                    questions.Add(new Question(cluster, ask.Master, ask.Node, ask.SwitchedAt));
                    break;
            }
        }
    }

    private void Forget()
    {
        events.Clear();
        witnesses.Clear();
        questions.Clear();
    }

    /// <summary>What was taken in, and when.</summary>
    private abstract record Input(DateTimeOffset Now);

    private sealed record Heard(Observation Observation, DateTimeOffset Now) : Input(Now);

    private sealed record Passed(DateTimeOffset Now) : Input(Now);

    private sealed record Suspected(DateTimeOffset Now) : Input(Now);

    private sealed record Deferred(string Cluster, bool Defers, DateTimeOffset Now) : Input(Now);
}
