namespace SentinelEvents.Worker.Sentinels;

/// <summary>What was read, or why it could not be.</summary>
/// <param name="Value">What was read; where <paramref name="Problem"/> is null, null means that there is none.</param>
/// <param name="Problem">Why not.</param>
internal readonly record struct Answer<T>(T? Value, SentinelProblem? Problem)
    where T : class
{
    public static Answer<T> Of(T? value) => new(value, null);

    public static Answer<T> Failed(SentinelProblem problem) => new(null, problem);
}
