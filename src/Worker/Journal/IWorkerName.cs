namespace SentinelEvents.Worker.Journal;

/// <summary>What this worker is called among those that share its journal.</summary>
public interface IWorkerName
{
    /// <summary>Known once the journal is open. Changes when the database was away and somebody else has taken the name meanwhile.</summary>
    string Name { get; }
}
