using System.Globalization;
using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Notifications.Script;

/// <summary>What a script is called with.</summary>
internal static class ScriptArguments
{
    // A sentinel says "leader" once for a failover and "observer" on every other sentinel; scripts that must act once act on the first.
    private const string Role = "leader";

    // The only state that any version since 3.0 gives: the replica has been promoted.
    private const string State = "start";

    /// <summary>Whether a script that is called in this form is told of events of this kind.</summary>
    public static bool Takes(ScriptForm form, EventKind kind) => form == ScriptForm.Notification || kind == EventKind.MasterSwitched;

    /// <returns>Null where the form has no words for the event.</returns>
    public static IReadOnlyList<string>? Of(ScriptForm form, SentinelEvent sentinelEvent) => (form, sentinelEvent) switch
    {
        (ScriptForm.ClientReconfig, MasterSwitched e) =>
        [
            Whole(e.Master ?? ""), Role, State, Whole(e.OldAddress.Host), Number(e.OldAddress.Port), Whole(e.NewAddress.Host), Number(e.NewAddress.Port),
        ],
        (ScriptForm.ClientReconfig, _) => null,
        _ => Announcements.Of(sentinelEvent) is var (channel, payload) ? [channel, Whole(payload)] : null,
    };

    /// <summary>The text without what would end it early: C counts a string to its first NUL.</summary>
    public static string Whole(string text) => text.Replace('\0', '\uFFFD');

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
