using System.Globalization;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Presentation;
using SentinelEvents.Worker.Status.Views;

namespace SentinelEvents.Worker.Status.Pages;

/// <summary>Which sentinel sees which server of a master how: sentinels on the left, servers on the right, a line for each view. Readable on a phone.</summary>
internal static class TopologyDrawing
{
    private const int Width = 460;
    private const int Box = 160;
    private const int BoxHeight = 38;
    private const int Row = 50;
    private const int Edge = 8;
    private const int Heading = 20;
    private const int Right = Width - Edge - Box - 10;

    /// <summary>Beyond, tables tell more than lines do.</summary>
    private const int MostRows = 12;

    public static Trusted Svg(MasterDetail master)
    {
        var sentinels = master.Sentinels.Take(MostRows).ToList();
        var servers = Servers(master);
        var rows = Math.Max(sentinels.Count, servers.Count);
        var height = Heading + (2 * Edge) + (Math.Max(rows, 1) * Row) + (Folded(master) is null ? 0 : 18);
        var svg = new HtmlText();
        svg.Add($"""<svg class="drawing" viewBox="0 0 {Number(Width)} {Number(height)}" width="{Number(Width)}" height="{Number(height)}" aria-hidden="true" focusable="false">""");
        AddHeading(svg, Edge, "sentinels");
        AddHeading(svg, Right, "master and replicas");
        float Left(int place) => Middle(place, sentinels.Count, rows);
        float Server(int place) => Middle(place, servers.Count, rows);
        foreach (var (place, sentinel) in sentinels.Index())
        {
            AddReplicaLines(svg, sentinel, Left(place), servers, Server);
            AddMasterLine(svg, sentinel, Left(place), servers, Server);
        }

        AddReplication(svg, servers, Server);
        foreach (var (place, sentinel) in sentinels.Index())
        {
            AddBox(svg, Edge, Left(place), $"{sentinel.SentinelAddress}", Say(sentinel), InkOf(sentinel.Cell.State), BoxHeight / 2);
        }

        foreach (var (place, server) in servers.Index())
        {
            AddBox(svg, Right, Server(place), server.Title, server.State, server.Ink, server.IsMaster ? 4 : 3, server.IsMaster);
        }

        if (Folded(master) is { } folded)
        {
            svg.Add($"""<text class="i-plain" x="{Number(Edge)}" y="{Number(height - 6)}" font-size="11">{folded}</text>""");
        }

        return svg.Add($"</svg>").Trust();
    }

    /// <summary>The same in words, a line each.</summary>
    public static IEnumerable<string> Describe(MasterDetail master)
    {
        yield return master.Summary.Address is { } address ? $"The agreed master is {ReportWords.Place(address)}." : "No master is agreed yet.";
        foreach (var sentinel in master.Sentinels)
        {
            var says = sentinel.Address is { } own ? $", names {ReportWords.Place(own)} at epoch {sentinel.Epoch}" : "";
            var down = master.Replicas.Where(replica => replica.DownBy.Contains(sentinel.Sentinel)).Select(replica => ReportWords.Place(replica.Address)).ToList();
            var peers = sentinel.Peers.Where(peer => peer.State == SightedState.Down).Select(peer => ReportWords.Place(peer.Address)).ToList();
            yield return $"Sentinel {ReportWords.Place(sentinel.SentinelAddress)}: {Marks.Of(sentinel.Cell.State).Word}{says}{SaysDown("replica", down)}{SaysDown("sentinel", peers)}.";
        }

        foreach (var replica in master.Replicas)
        {
            yield return $"Replica {ReportWords.Place(replica.Address)}: {Marks.Of(replica.Standing).Word}, listed by {replica.ListedBy.Count} of {master.Sentinels.Count} sentinels.";
        }

        static string SaysDown(string what, List<string> down) => down.Count switch
        {
            0 => "",
            1 => $"; says that the {what} {down[0]} is down",
            _ => $"; says that the {what}s {string.Join(", ", down)} are down",
        };
    }

    private static List<Node> Servers(MasterDetail master)
    {
        var servers = new List<Node>();
        if (master.Summary.Address is { } address)
        {
            var down = master.Sentinels.Any(sentinel => sentinel.Cell.State is CellState.ODown)
                || master.Summary.Standing is MasterStanding.Down or MasterStanding.FailoverFailed;
            servers.Add(new Node($"{address}", down ? "master, agreed down" : "master", address, down ? TimelineInk.Red : TimelineInk.Green, true, null));
        }

        servers.AddRange(master.Replicas.Take(MostRows - 1).Select(replica => new Node(
            $"{replica.Address}", $"replica, {Marks.Of(replica.Standing).Word}", replica.Address, InkOf(replica.Standing), false, replica)));
        return servers;
    }

    private static void AddMasterLine(HtmlText svg, SentinelAccount sentinel, float y, List<Node> servers, Func<int, float> place)
    {
        // Where it says that the master is: for one that differs that is another box, or none of them.
        var target = sentinel.Address is { } own ? servers.FindIndex(server => server.Address.SameAs(own)) : servers.FindIndex(server => server.IsMaster);
        if (target < 0)
        {
            return;
        }

        var end = place(target);
        var (ink, dashes, width) = sentinel.Cell.State switch
        {
            CellState.Agrees => (TimelineInk.Green, "", 1.8f),
            CellState.Differs => (TimelineInk.Red, " dashed", 2f),
            CellState.Down => (TimelineInk.Amber, " dashed", 2f),
            CellState.ODown => (TimelineInk.Red, " dashed", 2f),
            _ => (TimelineInk.Grey, " dashed", 1.2f),
        };
        AddLine(svg, Edge + Box, y, Right, end, ink, dashes, width);
        if (sentinel.Cell.State is CellState.Down or CellState.ODown or CellState.Unseen)
        {
            AddCross(svg, (Edge + Box + Right) / 2f, (y + end) / 2, ink);
        }
    }

    private static void AddReplicaLines(HtmlText svg, SentinelAccount sentinel, float y, List<Node> servers, Func<int, float> place)
    {
        foreach (var (index, server) in servers.Index())
        {
            if (server.Replica is not { } replica || !replica.ListedBy.Contains(sentinel.Sentinel) || sentinel.Address is { } own && own.SameAs(replica.Address))
            {
                continue;
            }

            var down = replica.DownBy.Contains(sentinel.Sentinel);
            AddLine(svg, Edge + Box, y, Right, place(index), down ? TimelineInk.Amber : TimelineInk.Line, down ? " dashed" : "", down ? 1.6f : 1f);
            if (down)
            {
                AddCross(svg, Edge + Box + ((Right - Edge - Box) * 0.75f), y + ((place(index) - y) * 0.75f), TimelineInk.Amber);
            }
        }
    }

    /// <summary>What replicates from the master: a rail at the right.</summary>
    private static void AddReplication(HtmlText svg, List<Node> servers, Func<int, float> place)
    {
        if (servers is not [{ IsMaster: true }, _, ..])
        {
            return;
        }

        const float x = Right + Box;
        AddLine(svg, x + 10, place(0), x + 10, place(servers.Count - 1), TimelineInk.Grey, "", 1.2f);
        foreach (var index in Enumerable.Range(0, servers.Count))
        {
            AddLine(svg, x, place(index), x + 10, place(index), TimelineInk.Grey, "", 1.2f);
        }
    }

    private static void AddBox(HtmlText svg, float x, float middle, string title, string state, TimelineInk ink, float round, bool thick = false)
    {
        const float room = Box - 26;
        var top = middle - (BoxHeight / 2f);
        var width = thick ? 3 : 1.5f;
        svg.Add($"""<rect class="i-band {Stroke(ink)}" x="{Number(x)}" y="{Number(top)}" width="{Number(Box)}" height="{Number(BoxHeight)}" rx="{Number(round)}" stroke-width="{Number(width)}"/>""");
        svg.Add($"""<text class="i-ink strong" x="{Number(x + 13)}" y="{Number(top + 16)}" font-size="12">{PictureFont.Fit(title, 12, room, bold: true)}</text>""");
        svg.Add($"""<text class="i-plain" x="{Number(x + 13)}" y="{Number(top + 30)}" font-size="11">{PictureFont.Fit(state, 11, room)}</text>""");
    }

    private static void AddHeading(HtmlText svg, float x, string text) =>
        svg.Add($"""<text class="i-plain" x="{Number(x)}" y="16" font-size="12">{text}</text>""");

    private static void AddLine(HtmlText svg, float fromX, float fromY, float toX, float toY, TimelineInk ink, string dashes, float width) => svg.Add(
        $"""<line class="{Stroke(ink)}{dashes}" x1="{Number(fromX)}" y1="{Number(fromY)}" x2="{Number(toX)}" y2="{Number(toY)}" stroke-width="{Number(width)}"/>""");

    private static void AddCross(HtmlText svg, float x, float y, TimelineInk ink)
    {
        svg.Add($"""<circle class="i-ground" cx="{Number(x)}" cy="{Number(y)}" r="7"/>""");
        AddLine(svg, x - 4, y - 4, x + 4, y + 4, ink, "", 2);
        AddLine(svg, x - 4, y + 4, x + 4, y - 4, ink, "", 2);
    }

    private static string Say(SentinelAccount sentinel) => sentinel.Cell.State is CellState.Agrees or CellState.Differs && sentinel.Address is not null
        ? $"{Marks.Of(sentinel.Cell.State).Word}, epoch {sentinel.Epoch}"
        : Marks.Of(sentinel.Cell.State).Word;

    private static string? Folded(MasterDetail master) => (master.Sentinels.Count - MostRows, master.Replicas.Count - (MostRows - 1)) switch
    {
        ( <= 0, <= 0) => null,
        var (sentinels, replicas) => $"not drawn: {Math.Max(sentinels, 0)} sentinels, {Math.Max(replicas, 0)} replicas; the tables have them",
    };

    private static float Middle(int place, int count, int rows) => Heading + Edge + (Row * (place + 0.5f + ((rows - count) / 2f)));

    private static TimelineInk InkOf(CellState state) => Marks.Of(state).Tone switch
    {
        Tone.Good => TimelineInk.Green,
        Tone.Warn => TimelineInk.Amber,
        Tone.Bad => TimelineInk.Red,
        _ => TimelineInk.Grey,
    };

    private static TimelineInk InkOf(ReplicaStanding standing) => Marks.Of(standing).Tone switch
    {
        Tone.Good => TimelineInk.Green,
        Tone.Warn => TimelineInk.Amber,
        Tone.Bad => TimelineInk.Red,
        _ => TimelineInk.Grey,
    };

    private static string Stroke(TimelineInk ink) => $"s-{ink.ToString().ToLowerInvariant()}";

    private static string Number(float number) => number.ToString("0.#", CultureInfo.InvariantCulture);

    private sealed record Node(string Title, string State, HostAddress Address, TimelineInk Ink, bool IsMaster, ReplicaView? Replica);
}
