using SentinelEvents.Contracts;
using SentinelEvents.Worker.Journal;
using SentinelEvents.Worker.Status.Views;

namespace SentinelEvents.Worker.Status.Api;

/// <summary>The parameters that there are.</summary>
internal static class ApiParameters
{
    public static readonly ApiParameter Cluster = new("cluster", "Only of this cluster.", "local");

    public static readonly ApiParameter Master = new("master", "Only of the master of this name.", "mymaster");

    public static readonly ApiParameter Destination = new("destination", "Only to this destination.", "mail");

    public static readonly ApiParameter Standing = ApiParameter.Choice<MasterStanding>("standing", "Only masters that stand so.");

    public static readonly ApiParameter Kind = ApiParameter.Choice<EventKind>("kind", "Only events of this kind.");

    public static readonly ApiParameter DeliveryState = ApiParameter.Choice<DeliveryState>("state", "Only deliveries that stand so.");

    public static readonly ApiParameter IncidentState = ApiParameter.Choice<IncidentState>("state", "Only incidents that go on, or only others.");

    public static readonly ApiParameter Order = ApiParameter.Choice<ListOrder>("order", "Which end of the list comes first; Oldest where it is not given.");

    public static readonly ApiParameter After = new("after", "Where to go on: the next of an earlier answer.", "ZS40Mi4w");

    public static readonly ApiParameter Limit = new("limit", "At most so many entries.", "100") { Range = (1, 1000, 100) };

    public static readonly ApiParameter ReportLimit = new("limit", "At most so many entries.", "10") { Range = (1, 100, 10) };

    public static readonly ApiParameter StreamAfter = new(
        "after", "Begin behind this sequence number, as with the header Last-Event-ID, which counts where both are given; without either with what comes next.", "42");
}
