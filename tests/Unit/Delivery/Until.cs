namespace SentinelEvents.Tests;

/// <summary>Waits for a condition, never for a length of time.</summary>
internal static class Until
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(5);

    /// <param name="condition">What is waited for.</param>
    /// <param name="seen">What the failure says was seen instead.</param>
    /// <param name="meanwhile">Done before each look, for example moving a test clock on.</param>
    public static async Task TrueAsync(Func<bool> condition, Func<string> seen, Action? meanwhile = null)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < Deadline, $"Not so within {Deadline}: {seen()}");
            meanwhile?.Invoke();
            await Task.Delay(Step, TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
