namespace SentinelEvents.Worker.Delivery;

/// <summary>Keeps a destination's status. Written by its loop and its signs of life, read by anybody: each status is one immutable value.</summary>
internal sealed class DestinationRecord(string name)
{
    private readonly Lock _gate = new();
    private volatile DestinationStatus _status = new(name, DestinationHealth.Untried, 0, 0, 0, null, null);

    public DestinationStatus Status => _status;

    /// <summary>Counts an attempt.</summary>
    /// <returns>The change of health that it means.</returns>
    public HealthChange Count(DateTimeOffset at, DeliveryOutcome outcome)
    {
        lock (_gate)
        {
            return CountAlone(at, outcome);
        }
    }

    private HealthChange CountAlone(DateTimeOffset at, DeliveryOutcome outcome)
    {
        var before = _status;
        _status = outcome switch
        {
            DeliveryOutcome.Delivered => before with { Health = After(DestinationHealth.Working), Delivered = before.Delivered + 1, LastSuccess = at },
            DeliveryOutcome.Retry retry => before with
            {
                Health = After(DestinationHealth.Failing),
                Retried = before.Retried + 1,
                LastProblem = new(at, retry.Reason, retry.Detail),
            },
            DeliveryOutcome.Rejected rejected => before with
            {
                // Whoever gave up on time-outs does not work; whoever refuses a message does.
                Health = After(rejected.Reason switch
                {
                    DeliveryReason.Gone => DestinationHealth.Disabled,
                    DeliveryReason.GaveUp => DestinationHealth.Failing,
                    _ => DestinationHealth.Working,
                }),
                Rejected = before.Rejected + 1,
                LastProblem = new(at, rejected.Reason, rejected.Detail),
            },
            _ => before,
        };
        return (before.Health, _status.Health) switch
        {
            (not DestinationHealth.Disabled, DestinationHealth.Disabled) => HealthChange.WasDisabled,
            (not DestinationHealth.Failing, DestinationHealth.Failing) => HealthChange.BeganToFail,
            (DestinationHealth.Failing, DestinationHealth.Working) => HealthChange.WorksAgain,
            _ => HealthChange.None,
        };

        // What was under way when the other side said that it is gone changes nothing of that.
        DestinationHealth After(DestinationHealth attempted) => before.Health == DestinationHealth.Disabled ? DestinationHealth.Disabled : attempted;
    }
}
