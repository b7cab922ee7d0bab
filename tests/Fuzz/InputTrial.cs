using System.Text.RegularExpressions;

namespace SentinelEvents.Fuzz;

/// <summary>One input given to a target, watched.</summary>
/// <param name="Outcome">What the target says; null where a promise was broken.</param>
/// <param name="Time">What it took of a processor.</param>
/// <param name="Allocated">Bytes.</param>
/// <param name="Cause">What was broken; null where nothing was.</param>
/// <param name="Detail">All that was seen of it.</param>
internal sealed partial record InputTrial(string? Outcome, TimeSpan Time, long Allocated, string? Cause, string Detail)
{
    private const int Repetitions = 4;

    /// <summary>Tries it; what is slow or large is tried again, since whatever is used for the first time is made first, and garbage is collected when its time has come.</summary>
    public static InputTrial Of(FuzzTarget target, byte[] input)
    {
        var trial = Once(target, input);
        for (var again = 0; again < Repetitions && trial.Cause is null && Excess(target, input, trial) is not null; again++)
        {
            var next = Once(target, input);
            trial = next with
            {
                Time = next.Time < trial.Time ? next.Time : trial.Time,
                Allocated = Math.Min(next.Allocated, trial.Allocated),
            };
        }

        return trial.Cause is null && Excess(target, input, trial) is { } excess ? trial with { Cause = excess.Cause, Detail = excess.Detail } : trial;
    }

    private static (string Cause, string Detail)? Excess(FuzzTarget target, byte[] input, InputTrial trial) =>
        trial.Time > target.Patience
            ? ("takes too long", FormattableString.Invariant($"{trial.Time.TotalMilliseconds:0} ms for {input.Length} bytes"))
            : trial.Allocated > target.Room(input.Length)
                ? ("takes too much memory", FormattableString.Invariant($"{trial.Allocated} bytes for {input.Length} bytes"))
                : null;

    private static InputTrial Once(FuzzTarget target, byte[] input)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var start = ThreadTime.Now;
        string? outcome = null, cause = null;
        var detail = "";
        try
        {
            outcome = target.Try(input);
        }
        catch (BrokenPromiseException broken)
        {
            (cause, detail) = (broken.Promise, broken.Message);
        }
        catch (Exception failure)
        {
            (cause, detail) = (CauseOf(failure), failure.ToString());
        }

        return new InputTrial(outcome, ThreadTime.Now - start, GC.GetAllocatedBytesForCurrentThread() - before, cause, detail);
    }

    /// <summary>Its type and the first place in this product that it passed.</summary>
    private static string CauseOf(Exception failure)
    {
        var place = Place().Matches(failure.StackTrace ?? "").Select(match => match.Groups[1].Value).FirstOrDefault(name => !name.StartsWith("SentinelEvents.Fuzz.", StringComparison.Ordinal));
        return $"{failure.GetType().Name} in {place ?? "the target"}";
    }

    [GeneratedRegex(@"at (SentinelEvents\.[^\s(]+)")]
    private static partial Regex Place();
}
