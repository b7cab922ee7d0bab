using SentinelEvents.Contracts;
using SentinelEvents.Tests;
using SentinelEvents.Worker.Delivery;

namespace SentinelEvents.Unit.Delivery;

public sealed class RouterTests
{
    private static readonly string[] Names = ["mail", "hook", "chat"];

    private static readonly SentinelEvent Switched = Samples.Of(EventKind.MasterSwitched);

    [Fact]
    public void Route_NoRoutes_EverythingGoesEverywhereBusFirst() => Assert.Equal(["bus", "mail", "hook", "chat"], Router.Route(Switched, null, Names));

    [Fact]
    public void Route_EmptyRoutes_OnlyTheBus() => Assert.Equal(["bus"], Router.Route(Switched, [], Names));

    [Fact]
    public void Route_SeveralRoutesMatch_EachDestinationOnceInConfiguredOrder() => Assert.Equal(
        ["bus", "mail", "chat"],
        Router.Route(Switched, [To("chat", "mail"), To("mail"), To("bus")], Names));

    [Fact]
    public void Route_UnknownName_LeadsNowhere() => Assert.Equal(["bus"], Router.Route(Switched, [To("nobody")], Names));

    [Theory]
    [InlineData("local", "mymaster", true)]
    [InlineData("lo*", "*", true)]
    [InlineData("loca?", "my*er", true)]
    [InlineData("LOCAL", "*", false)]
    [InlineData("local", "my", false)]
    [InlineData("prod-*", "*", false)]
    public void Route_Globs_MatchWholeNames(string cluster, string master, bool matches) =>
        Assert.Equal(matches, Goes(Switched, new RouteMatch { Clusters = [cluster], Masters = [master] }));

    [Theory]
    [InlineData(Severity.Info, true)]
    [InlineData(Severity.Warning, true)]
    [InlineData(Severity.Critical, false)]
    public void Route_MinSeverity_IsALowerBound(Severity least, bool matches) =>
        Assert.Equal(matches, Goes(Samples.Of(EventKind.FailoverStarted), new RouteMatch { MinSeverity = least }));

    [Fact]
    public void Route_Kinds_OnlyThese()
    {
        Assert.True(Goes(Switched, new RouteMatch { Kinds = [EventKind.MasterDown, EventKind.MasterSwitched] }));
        Assert.False(Goes(Switched, new RouteMatch { Kinds = [EventKind.MasterDown] }));
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("*", true)]
    [InlineData("my*", false)]
    [InlineData("**", false)]
    public void Route_EventWithoutMaster_NeedsARouteForAll(string? glob, bool matches) =>
        Assert.Equal(matches, Goes(Samples.Of(EventKind.SentinelDown), new RouteMatch { Masters = glob is null ? [] : [glob] }));

    [Fact]
    public void Route_HealthReported_OnlyWhereARouteNamesTheKind()
    {
        var report = new HealthReported { Report = "nightly", Cluster = "local" };
        Assert.Equal(["bus"], Router.Route(report, null, Names));
        Assert.Equal(["bus"], Router.Route(report, [To("mail")], Names));
        Assert.True(Goes(report, new RouteMatch { Kinds = [EventKind.HealthReported] }));
    }

    private static RouteOptions To(params string[] names) => new() { To = names };

    private static bool Goes(SentinelEvent sentinelEvent, RouteMatch match) =>
        Router.Route(sentinelEvent, [new RouteOptions { Match = match, To = ["mail"] }], Names).Contains("mail");
}
