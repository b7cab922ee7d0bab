namespace SentinelEvents.Worker.Sentinels.Inspection;

/// <summary>One instance must not spoil the look at all others.</summary>
internal static class Bounded
{
    /// <summary>Looks; what takes too long, or fails as nothing should, is a problem of that instance.</summary>
    /// <param name="look">What to do.</param>
    /// <param name="otherwise">What to say where it comes to nothing.</param>
    /// <param name="inTime">When it takes too long.</param>
    /// <param name="cancellation">When nobody wants to know any more: the only thing that is thrown.</param>
    public static async Task<T> RunAsync<T>(
        Func<CancellationToken, Task<T>> look, Func<SentinelProblem, T> otherwise, CancellationToken inTime, CancellationToken cancellation)
    {
        try
        {
            return await look(inTime);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return otherwise(SentinelProblem.Unreachable("no answer in time"));
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or OutOfMemoryException))
        {
            return otherwise(InspectionProblems.Unexpected(failure));
        }
    }
}
