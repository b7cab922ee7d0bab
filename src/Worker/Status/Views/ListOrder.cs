namespace SentinelEvents.Worker.Status.Views;

/// <summary>Which end of a list comes first. A closed set.</summary>
public enum ListOrder
{
    /// <summary>In the order of decision.</summary>
    Oldest,

    /// <summary>Against it.</summary>
    Newest,
}
