using Microsoft.AspNetCore.Http;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Journal;
using SentinelEvents.Worker.Status.Api;
using SentinelEvents.Worker.Status.Guard;
using SentinelEvents.Worker.Status.Pages;
using SentinelEvents.Worker.Status.Views;

namespace SentinelEvents.Fuzz.Targets;

/// <summary>The query of a request in the first line, headers below it.</summary>
internal sealed class QueryTarget : TextTarget
{
    private static readonly ApiParameter[] Taken =
        [ApiParameters.Cluster, ApiParameters.Master, ApiParameters.Kind, ApiParameters.Order, ApiParameters.After, ApiParameters.Limit, ApiParameters.StreamAfter, ApiParameters.DeliveryState];

    public override string Name => "queries";

    public override string Reads => "queries, names in paths, Last-Event-ID and keys that clients of the API and browsers send";

    public override IReadOnlyList<Type> Parsers => [typeof(ApiQuery), typeof(GivenKey), typeof(ApiProblems), typeof(PageUrls)];

    public override int Weight => 40;

    public override long Room(int length) => (128 * 1024) + (2048L * length);

    protected override IReadOnlyList<string> Samples { get; } =
    [
        "?cluster=local&master=mymaster&kind=MasterDown&order=Newest&limit=100&after=ZS40Mi4w\nLast-Event-ID: 42\nAuthorization: Bearer abcdef", "?after=ZS40Mi4w&state=Pending\nX-Api-Key: 0123456789abcdef",
        "?kind=3&limit=-1&limit=2&master=%00%0A%1b\nAuthorization: Basic dXNlcjpwYXNz", "?mastr=x&clustr=y&%20=&==&&&=\nLast-Event-ID: -1", "?order=newest,oldest&kind=MasterDown,MasterSwitched\nAuthorization: Basic ====",
    ];

    protected override IReadOnlyList<string> Words { get; } = ["&", "=", "%", "%E2%80%AE", "kind=", "limit=", "after=", "+", "?", "\nAuthorization: ", "Basic ", "Bearer ", "\nX-Api-Key: "];

    protected override string Try(string text)
    {
        var lines = text.Split('\n');
        var context = new DefaultHttpContext();
        context.Request.QueryString = new QueryString(lines[0].StartsWith('?') ? lines[0] : "?" + lines[0]);
        foreach (var header in lines.Skip(1).Select(line => line.Split(": ", 2)).Where(header => header.Length == 2 && header[0].Length > 0))
        {
            context.Request.Headers.Append(header[0], header[1]);
        }

        context.SetEndpoint(new Endpoint(null, new EndpointMetadataCollection(new ApiParameterList(Taken)), null));
        foreach (var key in GivenKey.Of(context.Request.Headers))
        {
            Promise.Hold(key.Text.Length is > 0 && key.Text.Length <= text.Length, "a key is what was given", () => key.Text);
        }

        var query = new ApiQuery(context);
        var (kind, order, state) = (query.Choice<EventKind>(ApiParameters.Kind), query.Choice<ListOrder>(ApiParameters.Order), query.Choice<DeliveryState>(ApiParameters.DeliveryState));
        Promise.Hold((kind is null || Enum.IsDefined(kind.Value)) && (order is null || Enum.IsDefined(order.Value)) && (state is null || Enum.IsDefined(state.Value)), "a choice is one", () => $"{kind} {order} {state}");
        var after = query.After(ApiParameters.After, RecordReader.EventsForth, RecordReader.EventsBack);
        Promise.Hold(after is null or { First: >= 0 }, "a place is not negative", () => $"{after}");
        Promise.Hold(query.Number(ApiParameters.Limit) is >= 1 and <= 1000, "a limit is within its range", () => text);
        Promise.Hold(query.Sequence("after", context.Request.Headers["Last-Event-ID"]) is null or >= 0, "a sequence number is not negative", () => text);
        Names(query.Text(ApiParameters.Cluster) ?? "", query.Text(ApiParameters.Master) ?? "");
        if (query.Problem is not IValueHttpResult { Value: Microsoft.AspNetCore.Mvc.ProblemDetails problem })
        {
            return Accepted;
        }

        Promise.Hold(problem.Detail!.Length < 100 * ApiQuery.MostMistakes * 10, "a refusal is short", () => $"{problem.Detail!.Length}");
        return "mistakes";
    }

    private static void Names(string cluster, string master)
    {
        Promise.HidesNothing(ApiProblems.Name(master), "a name in a sentence");
        var url = PageUrls.Master(cluster, master);
        Promise.Hold(Uri.TryCreate(new Uri("http://127.0.0.1/"), url, out var whole) && whole.Host == "127.0.0.1" && !url.StartsWith("//", StringComparison.Ordinal), "a name leads to no other place", () => url);
    }
}
