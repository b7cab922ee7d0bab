using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Journal;
using SentinelEvents.Worker.Status.Views;

namespace SentinelEvents.Worker.Status.Api;

/// <summary>What the journal holds.</summary>
internal static class RecordEndpoints
{
    public static void MapRecords(this IEndpointRouteBuilder api)
    {
        api.MapGet("/events", (HttpContext context, RecordReader records) => EventsAsync(context, records))
            .Describes<Page<EventEntry>>("Events", "Events", "What was agreed, in the order of decision. Its end has a next, too: ask with it later and get what is new. A page ends early behind ten reports, which are large.")
            .Takes(ApiParameters.Cluster, ApiParameters.Master, ApiParameters.Kind, ApiParameters.Order, ApiParameters.After, ApiParameters.Limit);
        api.MapGet("/events/{id}", (HttpContext context, string id, RecordReader records) => EventAsync(context, id, records))
            .Describes<EventEntry>("Event", "One event", "The event, who said so later, and what became of it at each destination.", StatusCodes.Status404NotFound)
            .Takes();
        api.MapGet("/incidents", (HttpContext context, RecordReader records) => IncidentsAsync(context, records))
            .Describes<Page<IncidentSummary>>("Incidents", "Incidents", "Those that go on first, then the others; in each part those first that were told of last.")
            .Takes(ApiParameters.Cluster, ApiParameters.Master, ApiParameters.IncidentState, ApiParameters.After, ApiParameters.Limit);
        api.MapGet("/incidents/{id}", (HttpContext context, string id, RecordReader records) => IncidentAsync(context, id, records))
            .Describes<IncidentDetail>("Incident", "One incident", "Its events with their evidence and deliveries and, of a failover, who did what when.", StatusCodes.Status404NotFound)
            .Takes();
        api.MapGet("/deliveries", (HttpContext context, RecordReader records) => DeliveriesAsync(context, records))
            .Describes<Page<DeliveryEntry>>("Deliveries", "Deliveries", "What waits, what is held by which rule, what went through and what never will. Those of the newest events first.")
            .Takes(ApiParameters.DeliveryState, ApiParameters.Destination, ApiParameters.After, ApiParameters.Limit);
        api.MapGet("/destinations", (HttpContext context, RecordReader records) => DestinationsAsync(context, records))
            .Describes<Listing<DestinationView>>("Destinations", "Destinations", "How each destination fares, the bus first.")
            .Takes();
        api.MapGet("/reports", (HttpContext context, RecordReader records) => ReportsAsync(context, records))
            .Describes<Page<ReportSummary>>("Reports", "Reports", "Reports in short, the newest first.")
            .Takes(ApiParameters.Cluster, ApiParameters.After, ApiParameters.ReportLimit);
        api.MapGet("/reports/{id}", (HttpContext context, string id, RecordReader records) => ReportAsync(context, id, records))
            .Describes<EventEntry>("Report", "One report", "The report as its event: verdicts, findings, trends.", StatusCodes.Status404NotFound)
            .Takes();
    }

    private static async Task<IResult> EventsAsync(HttpContext context, RecordReader records)
    {
        var query = new ApiQuery(context);
        var order = query.Choice<ListOrder>(ApiParameters.Order) ?? ListOrder.Oldest;
        var filter = new EventFilter(query.Text(ApiParameters.Cluster), query.Text(ApiParameters.Master), query.Choice<EventKind>(ApiParameters.Kind));
        var after = query.After(ApiParameters.After, order == ListOrder.Newest ? RecordReader.EventsBack : RecordReader.EventsForth);
        var limit = query.Number(ApiParameters.Limit);
        return query.Problem ?? ApiAnswers.Part(context, await records.EventsAsync(filter, order, after, limit, context.RequestAborted));
    }

    private static async Task<IResult> EventAsync(HttpContext context, string id, RecordReader records) =>
        new ApiQuery(context).Problem
        ?? (Guid.TryParse(id, out var known) && await records.EventAsync(known, context.RequestAborted) is { } entry
            ? ApiAnswers.Of(entry)
            : ApiProblems.NotFound($"The journal holds no event {ApiProblems.Name(id)}; old ones are removed. Ids are at /api/events."));

    private static async Task<IResult> IncidentsAsync(HttpContext context, RecordReader records)
    {
        var query = new ApiQuery(context);
        var (cluster, master) = (query.Text(ApiParameters.Cluster), query.Text(ApiParameters.Master));
        var state = query.Choice<IncidentState>(ApiParameters.IncidentState);
        var after = query.After(ApiParameters.After, RecordReader.IncidentsOpen, RecordReader.IncidentsClosed);
        var limit = query.Number(ApiParameters.Limit);
        return query.Problem ?? ApiAnswers.Part(context, await records.IncidentsAsync(cluster, master, state, after, limit, context.RequestAborted));
    }

    private static async Task<IResult> IncidentAsync(HttpContext context, string id, RecordReader records) =>
        new ApiQuery(context).Problem
        ?? (Guid.TryParse(id, out var known) && await records.IncidentAsync(known, context.RequestAborted) is { } incident
            ? ApiAnswers.Of(incident)
            : ApiProblems.NotFound($"The journal holds no incident {ApiProblems.Name(id)}; old ones are removed. Ids are at /api/incidents."));

    private static async Task<IResult> DeliveriesAsync(HttpContext context, RecordReader records)
    {
        var query = new ApiQuery(context);
        var state = query.Choice<DeliveryState>(ApiParameters.DeliveryState);
        var destination = query.Text(ApiParameters.Destination);
        var after = query.After(ApiParameters.After, RecordReader.DeliveriesBack);
        var limit = query.Number(ApiParameters.Limit);
        return query.Problem ?? ApiAnswers.Part(context, await records.DeliveriesAsync(state, destination, after, limit, context.RequestAborted));
    }

    private static async Task<IResult> DestinationsAsync(HttpContext context, RecordReader records) =>
        new ApiQuery(context).Problem ?? ApiAnswers.All(await records.DestinationsAsync(context.RequestAborted));

    private static async Task<IResult> ReportsAsync(HttpContext context, RecordReader records)
    {
        var query = new ApiQuery(context);
        var cluster = query.Text(ApiParameters.Cluster);
        var after = query.After(ApiParameters.After, RecordReader.ReportsBack);
        var limit = query.Number(ApiParameters.ReportLimit);
        return query.Problem ?? ApiAnswers.Part(context, await records.ReportsAsync(cluster, after, limit, context.RequestAborted));
    }

    private static async Task<IResult> ReportAsync(HttpContext context, string id, RecordReader records) =>
        new ApiQuery(context).Problem
        ?? (Guid.TryParse(id, out var known) && await records.EventAsync(known, context.RequestAborted) is { Event: HealthReported } entry
            ? ApiAnswers.Of(entry)
            : ApiProblems.NotFound($"The journal holds no report {ApiProblems.Name(id)}; old ones are removed. Ids are at /api/reports."));
}
