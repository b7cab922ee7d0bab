using System.Globalization;
using SentinelEvents.Integration.Sentinels.Inspection;
using SentinelEvents.Lab;
using SentinelEvents.Worker.Sentinels;
using SentinelEvents.Worker.Sentinels.Inspection;

namespace SentinelEvents.Integration.Sentinels;

/// <summary>
/// The lines that <c>check --acl</c> prints hold nothing that is not used: for each right in them there is a user who has all of the line but that right, this service
/// does as he all that it does, and the server's own log of refusals names the right.
/// </summary>
public sealed class LeastRightsTests
{
    private const string Secret = "Tr0ub4dor-and-3";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sentinels_EachRightOfTheLine_IsMissedByWhoLacksIt()
    {
        RequiresServer.OrSkip(ServerKind.Redis);
        await using var servers = await RealSentinels.StartAsync(Cancellation, sentinels: 1);
        var port = servers.Sentinels[0];
        var rights = RightsOf(SentinelAcl.Line);
        var all = await AllowAsync(port, SentinelAcl.Line, rights);
        List<Watching> watching = [];
        try
        {
            foreach (var user in all)
            {
                watching.Add(await Watching.StartAsync(Watching.Cluster(port) with { User = user, Password = Secret }, Cancellation));
            }

            var settings = 0;
            await Eventually.BecomesAsync(
                "each user is refused what he lacks, and nothing else",
                async _ =>
                {
                    // What is heard is read about at once.
                    await RealSentinels.AskAsync(port, null, "SENTINEL", "SET", RealSentinels.Master, "parallel-syncs", Text((settings++ % 5) + 1));
                    return await UnmissedAsync(port, rights);
                },
                Patience,
                cancellation: Cancellation);
        }
        finally
        {
            foreach (var one in watching)
            {
                await one.DisposeAsync();
            }
        }
    }

    [Fact]
    public async Task DataNodes_EachRightOfTheLine_IsMissedByWhoLacksIt()
    {
        RequiresServer.OrSkip(ServerKind.Redis);
        await using var servers = await RealSentinels.StartAsync(Cancellation, sentinels: 1);
        var rights = RightsOf(InspectionAcl.Line);
        foreach (var node in servers.Nodes)
        {
            await AllowAsync(node, InspectionAcl.Line, rights);
        }

        await Task.WhenAll(Enumerable.Range(0, rights.Count).Select(number => Look.AtAsync(
            Look.Cluster($"127.0.0.1:{Text(servers.Sentinels[0])}") with { DataNodes = new DataNodesOptions { User = NameOf(number), Password = Secret } })));
        foreach (var node in servers.Nodes)
        {
            Assert.Null(await UnmissedAsync(node, rights));
        }
    }

    /// <summary>What the line gives; what it takes away first is no right.</summary>
    private static IReadOnlyList<string> RightsOf(string line)
    {
        var rules = line.Split(' ');
        Assert.Equal(["resetchannels", "-@all"], rules.Where(rule => rule[0] is not ('+' or '&')));
        return [.. rules.Where(rule => rule[0] is '+' or '&')];
    }

    /// <summary>A user for each right, who lacks it.</summary>
    private static async Task<IReadOnlyList<string>> AllowAsync(int port, string line, IReadOnlyList<string> rights)
    {
        List<string> users = [];
        foreach (var (number, right) in rights.Index())
        {
            users.Add(NameOf(number));
            await RealSentinels.AskAsync(port, null, ["ACL", "SETUSER", users[^1], "reset", "on", $">{Secret}", .. line.Split(' ').Where(rule => rule != right)]);
        }

        await RealSentinels.AskAsync(port, null, "ACL", "LOG", "RESET");
        return users;
    }

    /// <summary>Null where the server has refused each user just what he lacks.</summary>
    private static async Task<string?> UnmissedAsync(int port, IReadOnlyList<string> rights)
    {
        var refused = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var entry in (await RealSentinels.AskAsync(port, null, "ACL", "LOG", "128")).Items)
        {
            var fields = entry.Items.Chunk(2).ToDictionary(pair => pair[0].Text!, pair => pair[1].Text ?? "", StringComparer.Ordinal);
            var right = (fields["reason"] == "channel" ? "&" : "+") + fields["object"];
            (refused.TryGetValue(fields["username"], out var known) ? known : refused[fields["username"]] = []).Add(right);
        }

        var wrong = rights.Index()
            .Select(one => (Right: one.Item, Refused: refused.TryGetValue(NameOf(one.Index), out var known) ? string.Join(' ', known.Order(StringComparer.Ordinal)) : "nothing"))
            .Where(one => one.Refused != one.Right)
            .Select(one => $"without {one.Right} refused {one.Refused}")
            .ToList();
        return wrong.Count == 0 ? null : string.Join("; ", wrong);
    }

    private static string NameOf(int number) => "lacks" + Text(number);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
