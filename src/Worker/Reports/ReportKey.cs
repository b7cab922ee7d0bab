using System.Globalization;

namespace SentinelEvents.Worker.Reports;

/// <summary>What the ids of reports are made of, see <see cref="Events.EventKey"/>.</summary>
internal static class ReportKey
{
    /// <summary>The content key of the report of a time: whoever makes it, however late and often, it has one id.</summary>
    public static string Of(string name, DateTimeOffset due) => string.Create(CultureInfo.InvariantCulture, $"{Of(name)}/{due.ToUniversalTime():O}");

    /// <summary>What all reports of a name share: their thread.</summary>
    public static string Of(string name) => $"report/{name}";
}
