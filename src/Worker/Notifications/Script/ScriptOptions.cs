using System.ComponentModel.DataAnnotations;
using SentinelEvents.Worker.Delivery;

namespace SentinelEvents.Worker.Notifications.Script;

/// <summary>A program that is run once for each event, called as Sentinel calls its scripts (<c>Kind: Script</c>).</summary>
public sealed record ScriptOptions : DestinationOptions
{
    /// <summary>The program: an absolute path without arguments. No shell takes part.</summary>
    public required string Path { get; init; }

    /// <summary>Called with the arguments of a <c>notification-script</c> or of a <c>client-reconfig-script</c>.</summary>
    public ScriptForm Form { get; init; } = ScriptForm.Notification;

    /// <summary>How long one run may take; then it is killed with everything that it started.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(1);
}
