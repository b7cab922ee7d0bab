using SentinelEvents.Unit.Delivery;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Notifications.Script;

namespace SentinelEvents.Unit.Notifications.Script;

/// <summary>A script destination and the script that it runs.</summary>
internal sealed class ScriptRig : DestinationRig
{
    /// <summary>Stands in the environment of the process that runs the tests, as the service's secrets may stand in its own.</summary>
    public const string Secret = "s3cretpw";

    private const string SecretVariable = "SCRIPT_RIG_PASSWORD";

    private readonly ScriptFolder folder = new();

    public ScriptRig(string? body, ScriptForm form = ScriptForm.Notification, UnixFileMode? mode = null)
    {
        Environment.SetEnvironmentVariable(SecretVariable, Secret);
        var noted = $"printf '%s\\n' \"$SENTINEL_EVENT_ID\" >> \"$here/ids\"\n{body}";
        if (body is not null && mode is { } given)
        {
            folder.Write(noted, given);
        }
        else if (body is not null)
        {
            folder.Write(noted);
        }

        Destination = new ScriptDestination("hand", new ScriptOptions { Kind = "Script", Path = folder.Script, Form = form }, Time);
    }

    public override IDestination Destination { get; }

    public ScriptFolder Folder => folder;

    public override IReadOnlyList<string> Ids => folder.LinesOf("ids");

    public override int Reached => Ids.Count;

    public override IReadOnlyList<string> Secrets => [Secret, SecretVariable];

    public override ValueTask DisposeAsync()
    {
        folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
