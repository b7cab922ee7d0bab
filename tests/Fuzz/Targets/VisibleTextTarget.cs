using SentinelEvents.Worker.Configuration;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Journal.Postgres;
using SentinelEvents.Worker.Notifications.Script;

namespace SentinelEvents.Fuzz.Targets;

/// <summary>Foreign text on its way to a log, a terminal, a column.</summary>
internal sealed class VisibleTextTarget : TextTarget
{
    private const int Limit = 40;

    public override string Name => "foreign-text";

    public override string Reads => "names, errors and what scripts write, before they are shown or kept";

    public override IReadOnlyList<Type> Parsers => [typeof(VisibleText), typeof(PostgresText), typeof(OutputTail), typeof(GivenValues), typeof(NearestName)];

    public override int Weight => 40;

    protected override IReadOnlyList<string> Samples { get; } = ["mymaster", "größe\u202Etxt", "a\nb\u001b[2J", "\0\u001A0\u001A1", "🦊\u200D", "line one\r\nline two\n"];

    protected override IReadOnlyList<string> Words { get; } = ["\u001A", "\u001A0", "\0", "🦊", "\u2028", "\u00AD", "\U000E0041"];

    public override string Try(byte[] input)
    {
        var cut = VisibleText.From(input, Limit);
        Promise.HidesNothing(cut, "foreign text");
        Promise.Hold(cut.Length <= Limit, "foreign text is cut", () => $"{cut.Length}");
        var tail = new OutputTail();
        tail.Add(input);
        Promise.HidesNothing(tail.ToString(), "the output of a script");
        return base.Try(input);
    }

    protected override string Try(string text)
    {
        var shown = VisibleText.Of(text);
        Promise.HidesNothing(shown, "foreign text");
        Promise.Hold(VisibleText.Of(shown) == shown, "what is shown stays as it is", () => shown);
        Promise.HidesNothing(GivenValues.Printable(text), "what was given");
        Promise.ComesBack(text, PostgresText.FromColumn(PostgresText.ToColumn(text)), "a text in a column");
        _ = NearestName.Cure(text, ["Clusters", "Destinations", "Routes"], "There are");
        return shown == text ? Accepted : "not as it came";
    }
}
