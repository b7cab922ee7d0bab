using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Status.Views;

namespace SentinelEvents.Worker.Status.Api;

/// <summary>What is agreed now.</summary>
internal static class MasterEndpoints
{
    public static void MapMasters(this IEndpointRouteBuilder api)
    {
        api.MapGet("/masters", (HttpContext context, StatusReader reader) => Masters(context, reader))
            .Describes<Listing<MasterSummary>>("Masters", "Every master that is followed", "The worst that holds of each, where it is by agreement, and what may still break. By cluster and name.")
            .Takes(ApiParameters.Cluster, ApiParameters.Master, ApiParameters.Standing);
        api.MapGet("/masters/{cluster}/{master}", (HttpContext context, StatusReader reader, RecordReader records) => MasterAsync(context, reader, records))
            .Describes<MasterPage>("Master", "One master", "What is agreed beside what each sentinel says, who sees whom how, and what happened last.", StatusCodes.Status404NotFound)
            .Takes();
        api.MapGet("/sentinels", (HttpContext context, StatusReader reader) => Sentinels(context, reader))
            .Describes<Listing<SentinelSummary>>("Sentinels", "Every sentinel", "How the connection to each stands, and what the others hold of it. By cluster and address.")
            .Takes(ApiParameters.Cluster);
        api.MapGet("/matrix", (HttpContext context, StatusReader reader) => Matrix(context, reader))
            .Describes<Listing<ClusterMatrix>>("Matrix", "Sentinels by masters", "For each cluster, which sentinel sees which master how, against what is agreed.")
            .Takes(ApiParameters.Cluster);
    }

    private static IResult Masters(HttpContext context, StatusReader reader)
    {
        var query = new ApiQuery(context);
        var (cluster, master, standing) = (query.Text(ApiParameters.Cluster), query.Text(ApiParameters.Master), query.Choice<MasterStanding>(ApiParameters.Standing));
        return query.Problem ?? ApiAnswers.All(reader.Masters().Where(one =>
            Fits(cluster, one.Cluster) && Fits(master, one.Master) && (standing is null || standing == one.Standing)));
    }

    private static async Task<IResult> MasterAsync(HttpContext context, StatusReader reader, RecordReader records)
    {
        var query = new ApiQuery(context);
        if (query.Problem is { } problem)
        {
            return problem;
        }

        if (RequestPath.Last(context, 2) is not [var cluster, var name] || reader.Master(cluster, name) is not { } master)
        {
            return Unknown(reader, RequestPath.Last(context, 2) ?? ["", ""]);
        }

        try
        {
            var (incidents, events) = await records.RecentAsync(cluster, name, context.RequestAborted);
            return ApiAnswers.Of(new MasterPage(master, incidents, events));
        }
        catch (Exception failure) when (JournalGate.IsAway(failure) && !context.RequestAborted.IsCancellationRequested)
        {
            // What is agreed now does not need the past.
            return ApiAnswers.Of(new MasterPage(master, null, null));
        }
    }

    private static IResult Unknown(StatusReader reader, IReadOnlyList<string> asked)
    {
        var masters = reader.Masters();
        var inCluster = masters.Where(master => master.Cluster == asked[0]).Select(master => master.Master).ToList();
        return ApiProblems.NotFound(inCluster.Count > 0
            ? $"No master {ApiProblems.Name(asked[1])} is followed in {ApiProblems.Name(asked[0])}.{(NearestName.Of(asked[1], inCluster) is { } near ? $" Did you mean {ApiProblems.Name(near)}?" : "")}"
            : $"No master is followed in a cluster {ApiProblems.Name(asked[0])}. There are: {string.Join(", ", masters.Select(master => master.Cluster).Distinct(StringComparer.Ordinal))}.");
    }

    private static IResult Sentinels(HttpContext context, StatusReader reader)
    {
        var query = new ApiQuery(context);
        var cluster = query.Text(ApiParameters.Cluster);
        return query.Problem ?? ApiAnswers.All(reader.Sentinels().Where(one => Fits(cluster, one.Cluster)));
    }

    private static IResult Matrix(HttpContext context, StatusReader reader)
    {
        var query = new ApiQuery(context);
        var cluster = query.Text(ApiParameters.Cluster);
        return query.Problem ?? ApiAnswers.All(reader.Matrices().Where(one => Fits(cluster, one.Cluster)));
    }

    private static bool Fits(string? asked, string name) => asked is null || asked == name;
}
