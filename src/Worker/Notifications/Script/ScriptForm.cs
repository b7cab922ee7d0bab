namespace SentinelEvents.Worker.Notifications.Script;

/// <summary>What a script is called with; each form is one that Sentinel calls scripts with, so that an existing script serves unchanged.</summary>
public enum ScriptForm
{
    /// <summary>As a <c>notification-script</c>: a channel and a payload, for every kind of event.</summary>
    Notification,

    /// <summary>As a <c>client-reconfig-script</c>: master, role, state, old and new address, for a switch and for nothing else.</summary>
    ClientReconfig,
}
