using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Pipeline;

public sealed partial class PipelineService
{
    [LoggerMessage(
        EventId = 2001,
        Message = "{Kind} {Cluster}/{Master}: {Severity}, epoch {Epoch}, agreed by {Reported} of {Required} needed ({Basis}), {Seconds:0.000} s after the first report, incident {IncidentId}, event {EventId}")]
    private partial void LogEvent(
        LogLevel level, EventKind kind, string cluster, string master, Severity severity, long epoch, int reported, int required, AgreementBasis basis, double seconds, Guid incidentId, Guid eventId);

    [LoggerMessage(2002, LogLevel.Error, "The journal takes no commit: {Problem}. Watching goes on; what is decided waits and is tried again")]
    private partial void LogCommitFailed(string problem, Exception failure);

    [LoggerMessage(2015, LogLevel.Error, "The journal cannot be read: {Problem}. Watching goes on; what is heard waits until it can be")]
    private partial void LogLoadFailed(string problem, Exception failure);

    [LoggerMessage(2003, LogLevel.Information, "The journal takes commits again, after {Away}; what was decided meanwhile is kept now")]
    private partial void LogCommitWorks(TimeSpan away);

    [LoggerMessage(2010, LogLevel.Warning, "This process stood still for {Pause}; every sentinel is read again before anything is decided")]
    private partial void LogPaused(TimeSpan pause);

    [LoggerMessage(2012, LogLevel.Information, "Cluster {Cluster}: another worker sees more of it and decides; this one keeps up")]
    private partial void LogDefers(string cluster);

    [LoggerMessage(2013, LogLevel.Information, "Cluster {Cluster}: no other worker sees more of it; this one decides")]
    private partial void LogDecides(string cluster);

    [LoggerMessage(2014, LogLevel.Debug, "What the workers see cannot be compared: {Problem}")]
    private partial void LogSightNotCompared(string problem);

    [LoggerMessage(2011, LogLevel.Debug, "Another worker was first with {Entries} entries of state; decided anew upon them")]
    private partial void LogOvertaken(int entries);

    [LoggerMessage(2004, LogLevel.Information, "Cluster {Cluster}: goes on from the journal with {Masters} masters")]
    private partial void LogResumed(string cluster, int masters);

    [LoggerMessage(2005, LogLevel.Information, "Cluster {Cluster}: first start, the state found now is taken as it is and not announced")]
    private partial void LogFirstStart(string cluster);

    [LoggerMessage(2006, LogLevel.Information, "{Cluster}/{Master}: master is {Address} at epoch {Epoch}, agreed; now following")]
    private partial void LogFollowing(string cluster, string master, string address, long epoch);

    [LoggerMessage(2007, LogLevel.Critical, "The journal cannot be used: {Problem}")]
    private partial void LogJournalUnusable(string problem);

    [LoggerMessage(2009, LogLevel.Error, "{Cluster}: an observation from {Sentinel} ({Observation}) could not be judged and is left out; the sentinel is read again")]
    private partial void LogStepFailed(string cluster, HostAddress sentinel, string observation, Exception failure);

    [LoggerMessage(2016, LogLevel.Warning, "Stopped while the journal took no commit: {Waiting} observations are not kept. What the sentinels hold is read again at the next start")]
    private partial void LogLastWordsLost(int waiting);

    [LoggerMessage(2008, LogLevel.Critical, "The loop that decides ended by an error that should not be")]
    private partial void LogCrashed(Exception failure);
}
