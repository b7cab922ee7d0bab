using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Health.Rules;

internal sealed class OpenSentinel : ILintRule
{
    public RuleText Text { get; } = new(
        "SE027",
        nameof(OpenSentinel),
        Severity.Warning,
        "A sentinel obeys anybody",
        "Whoever reaches it may fail masters over, remove them, or by one forged message move every sentinel and client to a server of their own.",
        "PING and SENTINEL MYID without a password are answered",
        "Set requirepass and sentinel-pass at every sentinel, or an ACL with a user for each purpose; and a firewall.");

    public IEnumerable<Discovery> Look(Fleet fleet) => fleet.Inspection.Sentinels.Where(sentinel => sentinel.OpenToAnybody == true).Select(sentinel => new Discovery(
        null,
        sentinel.Address.ToString(),
        $"{sentinel.Address} answered a client that gave no password",
        "in the configuration of every sentinel: \"requirepass <password>\" and \"sentinel sentinel-pass <password>\"; restart them one after the other, and give clients and this service the password")
    {
        Severity = Loopback.Is(sentinel.Address) ? Severity.Info : null,
    });
}
