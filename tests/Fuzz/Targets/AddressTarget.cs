using SentinelEvents.Contracts;
using SentinelEvents.Worker.Commands;
using SentinelEvents.Worker.Notifications.Webhook;
using SentinelEvents.Worker.Sentinels;
using SentinelEvents.Worker.Simulation;
using SentinelEvents.Worker.Status;

namespace SentinelEvents.Fuzz.Targets;

/// <summary>Addresses in every spelling: the text, and another in the second line.</summary>
internal sealed class AddressTarget : TextTarget
{
    public override string Name => "addresses";

    public override string Reads => "host:port, URLs and networks, of the configuration and of sentinels";

    public override IReadOnlyList<Type> Parsers => [typeof(SentinelAddress), typeof(EndpointText), typeof(HostAddress), typeof(ScenarioWords), typeof(HttpValidator), typeof(HealthCommand), typeof(AddressGuard), typeof(WebhookValidator)];

    public override int Weight => 60;

    protected override IReadOnlyList<string> Samples { get; } =
    [
        "10.0.0.1:6379", "[::1]:26379\n[0:0:0:0:0:0:0:1]:26379", "Redis-A.example.org:6379\nredis-a.EXAMPLE.org:6379", "::ffff:10.0.0.1", "fe80::1%eth0", "http://127.0.0.1:8080", "http://*:8080", "http://[::]:8080", "http://+:80",
        "https://user:pass@hooks.example.org/path?token=1", "169.254.0.0/16", "fd00::/8", "10.0.0.0/33", "010.0.0.1:6379", "http://bücher.example/", "localhost:26379", "http://0x7f.1/", "unix:/run/socket",
    ];

    protected override IReadOnlyList<string> Words { get; } = [":", "[", "]", "/", "%", "@", "://", "http://", "*", "+", "0x", "::ffff:"];

    protected override string Try(string text)
    {
        var lines = text.Split('\n', 2);
        var (one, other) = (lines[0], lines[^1]);
        var read = EndpointText.Read(one);
        Promise.Hold(read.Port is > 0 and <= 65535, "an endpoint has a port", () => read.ToString());
        Promise.Hold(read.SameAs(read) && read.Canonical() == read.Canonical().Canonical(), "an address has one spelling", () => $"{read}, {read.Canonical()}, {read.Canonical().Canonical()}");
        var second = EndpointText.Read(other);
        Promise.Hold(read.SameAs(second) == second.SameAs(read), "two addresses are the same both ways", () => $"{read} and {second}");
        WebAddresses(one);
        if (SentinelAddress.TryParse(one, out var address))
        {
            Promise.Hold(SentinelAddress.TryParse(address.ToString(), out var again), "an address can be written", () => address.ToString());
            Promise.ComesBack(address, again, "an address");
            return Accepted;
        }

        return "no host:port";
    }

    private static void WebAddresses(string text)
    {
        _ = AddressGuard.Network(text);
        if (HttpValidator.Host(text) is { } host)
        {
            Promise.IsVisible(host, "the host of a binding");
            Promise.Hold(HealthCommand.ReadyAt(text).IsAbsoluteUri, "a service that listens can be asked for its health", () => text);
        }

        foreach (var (key, cure) in WebhookValidator.Address("Url", text, []))
        {
            Promise.IsVisible($"{key}: {cure}", "a mistake");
        }

        if (WebhookValidator.IsWebAddress(text))
        {
            Promise.HidesNothing(new WebReceiver(text, []).Place, "the place of a receiver");
        }
    }
}
