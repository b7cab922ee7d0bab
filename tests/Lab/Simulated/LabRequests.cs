using System.Globalization;

namespace SentinelEvents.Lab;

/// <summary>Answers for simulated sentinels to those who steer them.</summary>
internal sealed class LabRequests(SimulatedDeployment deployment, CancellationToken cancellation)
{
    internal const string Command = "LAB";

    /// <summary>Always the same storm.</summary>
    private const int Seed = 20;

    private Task<PlayedStorm>? storm;

    internal string Answer(SimulatedSentinel sentinel, LabRequest request)
    {
        switch (request)
        {
            case LabRequest.Storm:
                storm ??= Task.Run(() => StormPlayer.PlayAsync(deployment, StormScript.Of(deployment, new Random(Seed)), cancellation), cancellation);
                return "";
            case LabRequest.Played:
                return storm is { IsCompleted: true } over
                    ? string.Create(CultureInfo.InvariantCulture, $"{over.GetAwaiter().GetResult().Messages} {over.GetAwaiter().GetResult().First} {over.GetAwaiter().GetResult().Last}")
                    : "";
            default:
                return sentinel.Commands.ToString(CultureInfo.InvariantCulture);
        }
    }
}
