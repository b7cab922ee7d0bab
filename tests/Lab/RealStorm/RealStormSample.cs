namespace SentinelEvents.Lab;

/// <summary>One round: all masters were killed at once.</summary>
internal sealed record RealStormSample
{
    /// <summary>The receiver beside the good one.</summary>
    public required Receiver Receiver { get; init; }

    /// <summary>Whether the service had the machine for itself: without scripts and without a bare subscriber beside it.</summary>
    public required bool Alone { get; init; }

    /// <summary>What all sentinels together published.</summary>
    public required int Messages { get; init; }

    /// <summary>From the kill to the last of them.</summary>
    public required TimeSpan Span { get; init; }

    /// <summary>Masters whose switch the sentinels announced by a majority.</summary>
    public required int Switched { get; init; }

    /// <summary>What the scripts of all sentinels posted.</summary>
    public required int ScriptPosts { get; init; }

    /// <summary>Masters whose switch no script posted.</summary>
    public required int ScriptUnreported { get; init; }

    /// <summary>What the bare subscriber posted.</summary>
    public required int BarePosts { get; init; }

    /// <summary>From the majority's copy to the bare subscriber's post of it, by master.</summary>
    public required IReadOnlyList<TimeSpan> BareLags { get; init; }

    /// <summary>What the service posted to the good receiver.</summary>
    public required int OwnPosts { get; init; }

    /// <summary>Masters whose switch the service reported there once.</summary>
    public required int OwnOnce { get; init; }

    /// <summary>Masters whose switch it did not report there.</summary>
    public required int OwnUnreported { get; init; }

    /// <summary>Masters whose switch came over RabbitMQ once.</summary>
    public required int BusOnce { get; init; }

    /// <summary>From the majority's copy to the service's post at the good receiver, by master.</summary>
    public required IReadOnlyList<TimeSpan> OwnLags { get; init; }

    /// <summary>From the majority's copy to the arrival over RabbitMQ, by master.</summary>
    public required IReadOnlyList<TimeSpan> BusLags { get; init; }

    /// <summary>The service's memory and processor time at the end.</summary>
    public required ProcessFigures Figures { get; init; }
}
