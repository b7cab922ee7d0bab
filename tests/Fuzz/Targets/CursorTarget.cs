using SentinelEvents.Worker.Status.Views;

namespace SentinelEvents.Fuzz.Targets;

/// <summary>Where a list of the API goes on.</summary>
internal sealed class CursorTarget : TextTarget
{
    public override string Name => "cursors";

    public override string Reads => "cursors that clients of the API send back";

    public override IReadOnlyList<Type> Parsers => [typeof(Cursor)];

    public override int Weight => 80;

    protected override IReadOnlyList<string> Samples { get; } =
        [new Cursor("e-", 462).ToString(), new Cursor("d", long.MaxValue, 7).ToString(), new Cursor("", 0).ToString(), "ZS40Mi4w", "ZS40Mi4wLjA", "Li4", "====", "_-_-"];

    protected override string Try(string text)
    {
        if (Cursor.Read(text) is not { } cursor)
        {
            return "no cursor";
        }

        Promise.Hold(cursor is { First: >= 0, Second: >= 0 }, "a place is not negative", () => $"{cursor.First} {cursor.Second}");
        Promise.ComesBack(cursor, Cursor.Read(cursor.ToString()), "a cursor");
        return Accepted;
    }
}
