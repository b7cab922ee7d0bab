namespace SentinelEvents.Lab;

/// <summary>What a certificate says.</summary>
public sealed record LabCertificateOptions
{
    /// <summary>What servers on this machine are called.</summary>
    public static readonly IReadOnlyList<string> Loopback = ["localhost", "127.0.0.1"];

    /// <summary>Host names and addresses.</summary>
    public IReadOnlyList<string> Names { get; init; } = Loopback;

    /// <summary>When it begins to be valid, counted from now.</summary>
    public TimeSpan From { get; init; } = TimeSpan.FromDays(-1);

    /// <summary>When it ends to be, counted from now.</summary>
    public TimeSpan To { get; init; } = TimeSpan.FromDays(30);

    public LabCertificateOptions Expired => this with { From = TimeSpan.FromDays(-10), To = TimeSpan.FromDays(-2) };

    public LabCertificateOptions NotYetValid => this with { From = TimeSpan.FromDays(2) };
}
