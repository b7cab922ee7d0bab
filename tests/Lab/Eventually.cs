using System.Globalization;

namespace SentinelEvents.Lab;

/// <summary>Waits on conditions with a deadline; a failure says what was seen last.</summary>
public static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Asks until nothing is missing.</summary>
    /// <param name="what">What is waited for, for the failure's text.</param>
    /// <param name="missing">Answers null once the condition holds, otherwise what was seen instead.</param>
    /// <param name="deadline">How long to ask.</param>
    /// <param name="evidence">Text to add to a failure, such as the tail of a log.</param>
    /// <param name="cancellation">Ends the waiting early.</param>
    public static async Task BecomesAsync(
        string what, Func<CancellationToken, Task<string?>> missing, TimeSpan deadline, Func<string>? evidence = null, CancellationToken cancellation = default)
    {
        var time = TimeProvider.System;
        var started = time.GetTimestamp();
        // A probe that hangs must not outlive the deadline.
        using var expiry = new CancellationTokenSource(deadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(expiry.Token, cancellation);
        var seen = "nothing yet";
        try
        {
            while (true)
            {
                var answer = await missing(either.Token).ConfigureAwait(false);
                if (answer is null)
                {
                    return;
                }

                seen = answer;
                await Task.Delay(Pause, time, either.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (expiry.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            var waited = time.GetElapsedTime(started).TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
            throw new LabException($"Waited {waited} s in vain for: {what}. Seen last: {seen}{Environment.NewLine}{evidence?.Invoke()}");
        }
    }

    /// <inheritdoc cref="BecomesAsync(string, Func{CancellationToken, Task{string?}}, TimeSpan, Func{string}?, CancellationToken)"/>
    public static Task BecomesAsync(
        string what, Func<string?> missing, TimeSpan deadline, Func<string>? evidence = null, CancellationToken cancellation = default) =>
        BecomesAsync(what, _ => Task.FromResult(missing()), deadline, evidence, cancellation);
}
