using SentinelEvents.Contracts;
using SkiaSharp;

namespace SentinelEvents.Worker.Presentation;

/// <summary>Who lives where: of each master its hosts, and on them the master, the replicas and the sentinels with how they stand.</summary>
internal static class TopologyPicture
{
    private const int MostMasters = 4;
    private const int MostHosts = 9;
    private const int MostMembers = 6;
    private const int Columns = 2;

    /// <summary>As a page shows it; on a phone it is only a little smaller, and can still be read.</summary>
    private const int Width = 440;
    private const int Fineness = 2;
    private const int Edge = 14;
    private const int Gap = 10;
    private const int Title = 30;
    private const int HostTitle = 24;
    private const int Row = 24;
    private const int Note = 14;
    private const int Legend = 30;

    private static readonly SKColor Ink = SKColor.Parse("#14181b");
    private static readonly SKColor Plain = SKColor.Parse("#3a4249");
    private static readonly SKColor Frame = SKColor.Parse("#c5ccd3");
    private static readonly SKColor Ground = SKColor.Parse("#f6f8f9");

    public static IEnumerable<ReportPicture> Of(HealthReported report)
    {
        MasterHealth[] masters = [.. report.Masters.Where(master => master.Members.Count > 0).OrderByDescending(master => master.Verdict).Take(MostMasters)];
        if (masters.Length == 0)
        {
            yield break;
        }

        var more = report.Masters.Count - masters.Length;
        var height = Edge + masters.Sum(Height) + Legend + (more > 0 ? Row : 0);
        using var surface = SKSurface.Create(new SKImageInfo(Width * Fineness, height * Fineness, SKColorType.Rgba8888, SKAlphaType.Opaque));
        var canvas = surface.Canvas;
        canvas.Scale(Fineness);
        canvas.Clear(SKColors.White);
        float y = Edge;
        foreach (var master in masters)
        {
            DrawMaster(canvas, report, master, y);
            y += Height(master);
        }

        DrawLegend(canvas, y, more);
        using var image = surface.Snapshot();
        using var pixels = image.PeekPixels();
        using var data = pixels.Encode(new SKPngEncoderOptions(SKPngEncoderFilterFlags.AllFilters, 9));
        var names = NameList.Of([.. masters.Select(master => $"{MasterCard.NameOf(master, report)} ({ReportWords.Of(master.Verdict)})")], MostMasters);
        yield return new ReportPicture("topology@sentinel-events", "topology.png", $"Hosts, masters, replicas and sentinels of {names}", data!.ToArray());
    }

    private static int Height(MasterHealth master)
    {
        var hosts = TopologyHost.Of(master);
        var rows = hosts.Take(MostHosts).Chunk(Columns).Sum(row => row.Max(Height) + Gap);
        return Title + rows + (hosts.Count > MostHosts ? Row : 0) + Gap;
    }

    private static int Height(TopologyHost host) =>
        HostTitle + host.Members.Take(MostMembers).Sum(Height) + (host.Members.Count > MostMembers ? Row : 0) + 6;

    private static int Height(HealthMember member) => Row + (member.Note.Length > 0 ? Note : 0);

    private static void DrawMaster(SKCanvas canvas, HealthReported report, MasterHealth master, float top)
    {
        var colour = SKColor.Parse(ReportColours.Of(master.Verdict));
        var verdict = ReportWords.Of(master.Verdict).ToUpperInvariant();
        var label = PictureFont.Measure(verdict, 11, bold: true) + 14;
        Text(canvas, MasterCard.NameOf(master, report), Edge, top + 17, 15, Ink, Width - (2 * Edge) - label - Gap, bold: true);
        Fill(canvas, new SKRect(Width - Edge - label, top + 2, Width - Edge, top + 22), colour, 4);
        Text(canvas, verdict, Width - Edge - label + 7, top + 16, 11, SKColors.White, label, bold: true);

        var hosts = TopologyHost.Of(master);
        var columns = Math.Min(Columns, hosts.Count);
        var width = (Width - (2f * Edge) - ((columns - 1) * Gap)) / columns;
        var y = top + Title;
        foreach (var row in hosts.Take(MostHosts).Chunk(Columns))
        {
            foreach (var (place, host) in row.Index())
            {
                DrawHost(canvas, host, new SKRect(Edge + (place * (width + Gap)), y, Edge + (place * (width + Gap)) + width, y + row.Max(Height)));
            }

            y += row.Max(Height) + Gap;
        }

        if (hosts.Count > MostHosts)
        {
            Text(canvas, $"and {ReportWords.Count(hosts.Count - MostHosts, "more host")}", Edge, y + 14, 12, Plain, Width);
        }
    }

    private static void DrawHost(SKCanvas canvas, TopologyHost host, SKRect box)
    {
        Fill(canvas, box, Ground, 6);
        Outline(canvas, box, Frame, 6);
        Text(canvas, ReportWords.Clip(host.Host.Length > 0 ? host.Host : "no address", 80), box.Left + 10, box.Top + 17, 12, Ink, box.Width - 20, bold: true);
        var y = box.Top + HostTitle;
        foreach (var member in host.Members.Take(MostMembers))
        {
            DrawMember(canvas, member, box.Left + 10, y, box.Width - 20);
            y += Height(member);
        }

        if (host.Members.Count > MostMembers)
        {
            Text(canvas, $"and {ReportWords.Number(host.Members.Count - MostMembers)} more", box.Left + 10, y + 16, 12, Plain, box.Width - 20);
        }
    }

    private static void DrawMember(SKCanvas canvas, HealthMember member, float x, float y, float width)
    {
        var colour = SKColor.Parse(ReportColours.Of(member.Standing));
        DrawSign(canvas, member.Role, member.Standing, x, y + 3);
        var standing = member.Standing == HealthStanding.Good ? "" : ReportWords.Of(member.Standing);
        var room = standing.Length > 0 ? PictureFont.Measure(standing, 11, bold: true) + 6 : 0;
        Text(canvas, $"{Word(member.Role)} :{ReportWords.Number(member.Address.Port)}", x + 25, y + 16, 12, Ink, width - 25 - room);
        Text(canvas, standing, x + width - room + 6, y + 16, 11, colour, room, bold: true);
        if (member.Note.Length > 0)
        {
            Text(canvas, ReportWords.Clip(member.Note, 120), x + 25, y + Row + 5, 10.5f, Plain, width - 25);
        }
    }

    /// <summary>The letter says what it is, colour and line how it stands: filled when up, hollow when impaired, crossed out when down, dashed when not known.</summary>
    private static void DrawSign(SKCanvas canvas, HealthRole role, HealthStanding standing, float x, float y)
    {
        const float size = 18;
        var colour = SKColor.Parse(ReportColours.Of(standing));
        var box = new SKRect(x + 0.75f, y + 0.75f, x + size - 0.75f, y + size - 0.75f);
        var round = role == HealthRole.Sentinel ? size / 2 : 3;
        var letter = SKColors.White;
        if (standing == HealthStanding.Good)
        {
            Fill(canvas, box, colour, round);
        }
        else
        {
            letter = colour;
            Fill(canvas, box, SKColors.White, round);
            Outline(canvas, box, colour, round, 1.5f, standing == HealthStanding.Unknown);
        }

        if (role == HealthRole.Master)
        {
            Outline(canvas, new SKRect(box.Left - 2, box.Top - 2, box.Right + 2, box.Bottom + 2), colour, round + 2, 1);
        }

        var text = Word(role)[..1].ToUpperInvariant();
        Text(canvas, text, x + ((size - PictureFont.Measure(text, 11, bold: true)) / 2), y + 13, 11, letter, size, bold: true);
        if (standing == HealthStanding.Down)
        {
            using var stroke = new SKPaint { Color = colour, IsStroke = true, StrokeWidth = 2, IsAntialias = true };
            canvas.DrawLine(x + 1, y + size - 1, x + size - 1, y + 1, stroke);
        }
    }

    private static void DrawLegend(SKCanvas canvas, float y, int more)
    {
        float x = Edge;
        foreach (var (standing, word) in new[] { (HealthStanding.Good, "up"), (HealthStanding.Impaired, "of no or doubtful use"), (HealthStanding.Down, "down"), (HealthStanding.Unknown, "not known") })
        {
            DrawSign(canvas, HealthRole.Sentinel, standing, x, y);
            Text(canvas, word, x + 23, y + 13, 11, Plain, Width);
            x += 23 + PictureFont.Measure(word, 11) + 16;
        }

        if (more > 0)
        {
            Text(canvas, $"{ReportWords.Count(more, "more master")} not drawn", Edge, y + Row + 13, 11, Plain, Width);
        }
    }

    private static string Word(HealthRole role) => role switch
    {
        HealthRole.Master => "master",
        HealthRole.Replica => "replica",
        _ => "sentinel",
    };

    private static void Fill(SKCanvas canvas, SKRect box, SKColor colour, float round)
    {
        using var paint = new SKPaint { Color = colour, IsAntialias = true };
        canvas.DrawRoundRect(box, round, round, paint);
    }

    private static void Outline(SKCanvas canvas, SKRect box, SKColor colour, float round, float width = 1, bool dashed = false)
    {
        using var dashes = dashed ? SKPathEffect.CreateDash([3, 2.5f], 0) : null;
        using var paint = new SKPaint { Color = colour, IsAntialias = true, IsStroke = true, StrokeWidth = width, PathEffect = dashes };
        canvas.DrawRoundRect(box, round, round, paint);
    }

    /// <summary>Cut where it would leave its room.</summary>
    private static void Text(SKCanvas canvas, string text, float x, float y, float size, SKColor colour, float room, bool bold = false)
    {
        using var font = PictureFont.Of(size, bold);
        using var paint = new SKPaint { Color = colour, IsAntialias = true };
        canvas.DrawText(PictureFont.Fit(text, size, room, bold), x, y, SKTextAlign.Left, font, paint);
    }
}
