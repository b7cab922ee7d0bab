using System.Globalization;

namespace SentinelEvents.Worker.Agreement.Rules;

/// <summary>The readable content keys that ids are made from. Names from outside are escaped, so that no name can imitate another's key.</summary>
internal static class Keys
{
    public static string Of(MasterState master) =>
        string.Create(CultureInfo.InvariantCulture, $"{Uri.EscapeDataString(master.Name)}/g{master.Record.Generation}");

    public static string Incident(MasterState master, int ordinal) =>
        string.Create(CultureInfo.InvariantCulture, $"{Of(master)}/incident{ordinal}");

    public static string Sight(string worker, int ordinal) =>
        string.Create(CultureInfo.InvariantCulture, $"sight:{Uri.EscapeDataString(worker)}/{ordinal}");

    public static string Sentinel(string id) => $"sentinel:{Uri.EscapeDataString(id)}";
}
