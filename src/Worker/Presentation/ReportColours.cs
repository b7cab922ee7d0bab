using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Presentation;

/// <summary>The colours of reports. White text on each of them has a contrast of at least 4.5 to 1; none carries a meaning alone.</summary>
internal static class ReportColours
{
    private const string Red = "#c01c28";
    private const string Amber = "#9a5b00";
    private const string Green = "#1f6f3f";
    private const string Grey = "#56606a";

    public static string Of(HealthVerdict verdict) => verdict switch
    {
        HealthVerdict.Ready => Green,
        HealthVerdict.AtRisk => Amber,
        HealthVerdict.WouldFail => Red,
        _ => Grey,
    };

    public static string Of(HealthStanding standing) => standing switch
    {
        HealthStanding.Good => Green,
        HealthStanding.Impaired => Amber,
        HealthStanding.Down => Red,
        _ => Grey,
    };

    public static string Of(Severity severity) => severity switch
    {
        Severity.Critical => Red,
        Severity.Warning => Amber,
        _ => Green,
    };

    /// <summary>A finding that is only worth knowing is no good news.</summary>
    public static string OfFinding(Severity severity) => severity == Severity.Info ? Grey : Of(severity);

    public static string Of(ChangeDirection direction) => direction is ChangeDirection.Worse or ChangeDirection.Appeared ? Red : Green;
}
