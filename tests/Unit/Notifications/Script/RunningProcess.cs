using System.Globalization;

namespace SentinelEvents.Unit.Notifications.Script;

/// <summary>A process that a script has started, as the system shows it.</summary>
internal static class RunningProcess
{
    // What is dead and not yet taken note of by its parent.
    private const char Zombie = 'Z';

    public static bool IsAlive(string id)
    {
        try
        {
            var status = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/stat"));
            return status[status.LastIndexOf(')') + 2] != Zombie;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
