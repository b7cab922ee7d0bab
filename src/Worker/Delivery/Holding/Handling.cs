namespace SentinelEvents.Worker.Delivery.Holding;

/// <summary>What is to be done with an event that is due at a destination: <see cref="Send"/>, <see cref="Wait"/> or <see cref="Hold"/>.</summary>
internal abstract record Handling
{
    private Handling()
    {
    }

    /// <summary>To be told now.</summary>
    /// <param name="Flaps">How often what it is about went down since the destination was last told of it.</param>
    /// <param name="ThreadOf">The incident that the destination knows it by; null: its own.</param>
    public sealed record Send(int Flaps = 0, Guid? ThreadOf = null) : Handling;

    /// <summary>To be looked at again at a time.</summary>
    /// <param name="Until">When.</param>
    /// <param name="Reason">The rule.</param>
    /// <param name="Detail">For a person.</param>
    /// <param name="Group">What waits under one key is told at once.</param>
    public sealed record Wait(DateTimeOffset Until, HoldReason Reason, string Detail, string? Group = null) : Handling;

    /// <summary>Not to be told at all.</summary>
    /// <param name="Reason">The rule.</param>
    /// <param name="Detail">For a person.</param>
    public sealed record Hold(HoldReason Reason, string Detail) : Handling;
}
