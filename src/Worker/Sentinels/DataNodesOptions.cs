using SentinelEvents.Worker.Trust;

namespace SentinelEvents.Worker.Sentinels;

/// <summary>Whether and how the data nodes themselves may be read (ROLE after a switch).</summary>
public sealed record DataNodesOptions
{
    /// <summary>Whether they are asked at all.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>The ACL user there; null logs in with the password alone.</summary>
    public string? User { get; init; }

    /// <summary>The password there. A secret; the sentinels' is not used.</summary>
    public string? Password { get; init; }

    /// <summary>A file that holds the password.</summary>
    public string? PasswordFile { get; init; }

    /// <summary>TLS towards them.</summary>
    public TlsOptions Tls { get; init; } = new();

    /// <summary>Without secrets.</summary>
    public override string ToString() => $"{nameof(DataNodesOptions)} {{ Enabled = {Enabled}, User = {User}, {Tls} }}";
}
