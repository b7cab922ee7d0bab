namespace SentinelEvents.Worker.Status.Pages;

/// <summary>What every page has around it.</summary>
public sealed record PageFrame
{
    internal PageFrame(DateTimeOffset now) => Now = now;

    /// <summary>When the page's data was read.</summary>
    internal DateTimeOffset Now { get; init; }

    /// <summary>How far in the journal the page's data goes at least; null before it was read.</summary>
    internal long? Place { get; init; }

    /// <summary>How the service fares; null where the page may not tell.</summary>
    internal ServiceGlance? Glance { get; init; }

    /// <summary>Proves that a form was sent from a page of ours; null where whoever looks may not write.</summary>
    internal FormToken? Token { get; init; }

    /// <summary>What came of the form that was just sent; null where none was.</summary>
    internal Notice? Notice { get; init; }
}
