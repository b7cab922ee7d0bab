using SentinelEvents.Contracts;
using SentinelEvents.Tests;
using SentinelEvents.Worker.Delivery;

namespace SentinelEvents.Unit.Delivery;

public sealed class RouterTests
{
    [Fact]
    public void Route_ContinueFalse_EndsTheSearchWhereItMatches()
    {
        RouteOptions[] routes = [To("chat") with { Match = new() { MinSeverity = Severity.Critical }, Continue = false }, To("mail")];
        Assert.Equal(["bus", "chat"], Router.Route(Switched, routes, Names));
        Assert.Equal(["bus", "mail"], Router.Route(Samples.Of(EventKind.ReplicaDown), routes, Names));
    }

    [Fact]
    public void Route_Agreement_MatchesWhatItWasAgreedUponBy()
    {
        RouteOptions[] routes = [To("mail") with { Match = new() { Agreement = [AgreementBasis.First, AgreementBasis.ODown] } }];
        Assert.Equal(["bus"], Router.Route(Switched, routes, Names));
        Assert.Equal(["bus", "mail"], Router.Route(Samples.Of(EventKind.MasterDown), routes, Names));
    }

    [Fact]
    public void Route_NameInOtherLetters_IsTheDestination() => Assert.Equal(["bus", "mail"], Router.Route(Switched, [To("Mail")], Names));

    [Fact]
    public void WhereTold_TheEndOfAnIncident_GoesByRoutesThatNameNoKinds()
    {
        var over = Samples.Of(EventKind.MasterRecovered);
        RouteOptions[] routes =
        [
            To("mail") with { Match = new() { MinSeverity = Severity.Critical } },
            To("hook") with { Match = new() { Kinds = [EventKind.MasterDown] } },
            To("chat") with { Match = new() { Clusters = ["elsewhere"] } },
        ];
        Assert.Equal(["mail"], Router.WhereTold(over, routes, Names));
        Assert.Equal([], Router.WhereTold(over, null, Names));
        Assert.Equal([], Router.WhereTold(Samples.Of(EventKind.MasterDown), routes, Names));
    }

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
