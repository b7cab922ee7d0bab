using System.Text;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Delivery;

namespace SentinelEvents.Worker.Notifications.Script;

/// <summary>Runs a program for each event, with the arguments with which Sentinel runs its scripts.</summary>
internal sealed class ScriptDestination(string name, ScriptOptions options, TimeProvider time) : IDestination
{
    // Even what was killed can hang in the system, for example in a file system that is not there; nobody waits for that.
    private static readonly TimeSpan AfterKill = TimeSpan.FromSeconds(5);

    public static DestinationKind Kind { get; } = new(
        "Script",
        typeof(ScriptOptions),
        ScriptValidator.Validate,
        (services, name, options) => new ScriptDestination(name, (ScriptOptions)options, services.GetRequiredService<TimeProvider>()))
    {
        Takes = (options, kind) => ScriptArguments.Takes(((ScriptOptions)options).Form, kind),
    };

    public string Name { get; } = name;

    public async Task<DeliveryOutcome> DeliverAsync(Notification notification, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var latest = notification.Latest;
        if (ScriptArguments.Of(options.Form, latest) is not { } arguments)
        {
            return new DeliveryOutcome.Rejected(DeliveryReason.Refused, $"A script of the form {options.Form} is not run for {latest.Kind}.");
        }

        if (ScriptFile.Problem(options.Path) is { } problem)
        {
            return problem;
        }

        try
        {
            var input = Encoding.UTF8.GetBytes(SentinelEventJson.Serialize(latest) + "\n");
            return ScriptProcess.Start(options.Path, arguments, ScriptEnvironment.Of(latest), input, out var error) is { } process
                ? await FollowAsync(process, cancellation)
                : ScriptFile.Explain(options.Path, error);
        }
        catch (IOException exception)
        {
            return new DeliveryOutcome.Retry(DeliveryReason.NotRendered, $"The script could not be started: {exception.Message}.");
        }
    }

    public Task<DeliveryOutcome> LookAsync(CancellationToken cancellation) =>
        Task.FromResult<DeliveryOutcome>(ScriptFile.Problem(options.Path) is { } problem ? problem : new DeliveryOutcome.Delivered());

    /// <summary>As one would type it into a shell.</summary>
    public string Render(Notification notification, DateTimeOffset at) =>
        string.Join(' ', new[] { options.Path }.Concat(ScriptArguments.Of(options.Form, notification.Latest) ?? []).Select(Quoted));

    private static string Quoted(string argument) => $"'{argument.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private async Task<DeliveryOutcome> FollowAsync(ScriptProcess process, CancellationToken cancellation)
    {
        using var over = new CancellationTokenSource(options.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellation);
        try
        {
            return Read(await process.Ended.WaitAsync(either.Token), await process.OutputAsync());
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            process.Kill();
            var output = await OutputOfKilledAsync(process);
            cancellation.ThrowIfCancellationRequested();
            return new DeliveryOutcome.Retry(
                DeliveryReason.TimedOut, FormattableString.Invariant($"Still running after {options.Timeout.TotalSeconds:0.#} s, and killed.{Said(output)}"));
        }
    }

    private async Task<string> OutputOfKilledAsync(ScriptProcess process)
    {
        try
        {
            await process.Ended.WaitAsync(AfterKill, time);
            return await process.OutputAsync();
        }
        catch (TimeoutException)
        {
            return "";
        }
    }

    /// <summary>What Sentinel takes from it: 0 is success, 1 asks to be run again, anything higher does not; a signal is no answer.</summary>
    private static DeliveryOutcome Read(ScriptEnd end, string output) => end switch
    {
        { ExitCode: 0 } => new DeliveryOutcome.Delivered(Answer: output.Length == 0 ? null : $"It wrote: {output}"),
        { ExitCode: 1 } => new DeliveryOutcome.Retry(DeliveryReason.ServerError, $"Exit code 1, so it is run again.{Said(output)}"),
        { ExitCode: { } code } => new DeliveryOutcome.Rejected(DeliveryReason.Refused, FormattableString.Invariant($"Exit code {code}.{Said(output)}")),
        { Signal: { } signal } => new DeliveryOutcome.Retry(DeliveryReason.ServerError, FormattableString.Invariant($"Killed by signal {signal}.{Said(output)}")),
        _ => new DeliveryOutcome.Retry(DeliveryReason.BadAnswer, "Its end is not known, because this service was started with SIGCHLD ignored."),
    };

    private static string Said(string output) => output.Length == 0 ? "" : $" It wrote: {output}";
}
