using SentinelEvents.Worker.Trust;

namespace SentinelEvents.Worker.Sentinels;

/// <summary>Whether and how the data nodes themselves may be read (ROLE after a switch).</summary>
public sealed record DataNodesOptions
{
    public bool Enabled { get; init; } = true;

    public string? User { get; init; }

    public string? Password { get; init; }

    public string? PasswordFile { get; init; }

    public TlsOptions Tls { get; init; } = new();

    /// <summary>Without secrets.</summary>
    public override string ToString() => $"{nameof(DataNodesOptions)} {{ Enabled = {Enabled}, User = {User}, {Tls} }}";
}
