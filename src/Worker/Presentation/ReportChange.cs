namespace SentinelEvents.Worker.Presentation;

/// <summary>One change since the report before.</summary>
internal sealed record ReportChange(ChangeDirection Direction, string Text)
{
    public string Word => Direction switch
    {
        ChangeDirection.Worse => "worse",
        ChangeDirection.Appeared => "new",
        ChangeDirection.Better => "better",
        _ => "gone",
    };
}
