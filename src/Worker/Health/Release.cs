using System.Text.RegularExpressions;
using SentinelEvents.Worker.Events.Inspection;

namespace SentinelEvents.Worker.Health;

/// <summary>What software an instance is.</summary>
/// <param name="Product"><c>Redis</c> or <c>Valkey</c>.</param>
/// <param name="Number">Its version; the third part 0 where there is none.</param>
internal sealed partial record Release(string Product, Version Number)
{
    /// <summary>Null where it does not say, or in no form known.</summary>
    public static Release? Of(InstanceFields info)
    {
        var valkey = info.Text("valkey_version");
        var match = Digits().Match(valkey.Length > 0 ? valkey : info.Text("redis_version"));
        return match.Success && Version.TryParse(match.Value, out var number)
            ? new Release(valkey.Length > 0 ? "Valkey" : "Redis", new Version(number.Major, number.Minor, Math.Max(number.Build, 0)))
            : null;
    }

    public override string ToString() => $"{Product} {Number}";

    [GeneratedRegex(@"\A[0-9]{1,6}\.[0-9]{1,6}(\.[0-9]{1,6})?", RegexOptions.CultureInvariant)]
    private static partial Regex Digits();
}
