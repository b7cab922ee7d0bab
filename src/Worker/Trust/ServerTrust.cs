using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SentinelEvents.Worker.Trust;

/// <summary>
/// TLS towards one server: judges its certificate and keeps what is wrong with it, since the libraries that make the connections tell it in words of
/// their own, or not at all. Made for one attempt to connect.
/// </summary>
internal sealed class ServerTrust
{
    /// <summary>What is older is broken.</summary>
    public const SslProtocols Versions = SslProtocols.Tls12 | SslProtocols.Tls13;

    private const string ServerUsage = "1.3.6.1.5.5.7.3.1";

    private static readonly X509ChainStatusFlags[] OfTime = [X509ChainStatusFlags.NotTimeValid];

    private static readonly X509ChainStatusFlags[] OfAuthority = [X509ChainStatusFlags.PartialChain, X509ChainStatusFlags.UntrustedRoot];

    private readonly X509Certificate2Collection? _authorities;
    private readonly X509Certificate2? _own;
    private readonly string _name;
    private readonly CertificateWords _words;
    private readonly TimeProvider _time;
    private readonly TaskCompletionSource<TrustFault> _refused = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile TrustFault? _fault;
    private volatile bool _accepted;
    private volatile bool _asked;

    private ServerTrust(X509Certificate2Collection? authorities, X509Certificate2? own, string name, CertificateWords words, TimeProvider time) =>
        (_authorities, _own, _name, _words, _time) = (authorities, own, name, words, time);

    /// <summary>The name that the server's certificate has to bear.</summary>
    public string Name => _name;

    /// <summary>Whether other authorities than the system's are trusted.</summary>
    public bool HasOwnAuthorities => _authorities is not null;

    /// <summary>This service's own certificate with its key; null where none is configured.</summary>
    public X509Certificate2? Own => _own;

    /// <summary>What was wrong with the server's certificate; null: nothing, or none was seen.</summary>
    public TrustFault? Fault => _fault;

    /// <summary>Completes when the server was refused, for those who need not wait until the library that connects has noticed.</summary>
    public Task<TrustFault> Refused => _refused.Task;

    /// <summary>Everything at once, for those who take it so.</summary>
    public SslClientAuthenticationOptions Options => new()
    {
        TargetHost = _name,
        EnabledSslProtocols = Versions,
        CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        RemoteCertificateValidationCallback = Judge,
        LocalCertificateSelectionCallback = Choose,
    };

    /// <summary>Reads the files.</summary>
    /// <param name="options">What is configured.</param>
    /// <param name="host">What is connected to.</param>
    /// <param name="port">There.</param>
    /// <param name="keys">What a cure calls the settings.</param>
    /// <param name="time">The clock by which certificates expire.</param>
    public static (ServerTrust? Trust, TrustFault? Fault) Read(CertificateOptions options, string host, int port, TrustKeys keys, TimeProvider time)
    {
        var place = FormattableString.Invariant($"{(host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host)}:{port}");
        var words = new CertificateWords(place, keys);
        X509Certificate2Collection? authorities = null;
        if (options.CaFile is { } caFile)
        {
            authorities = [];
            if (Problem(() => authorities.ImportFromPemFile(caFile), "certificate") is { } problem)
            {
                return (null, CertificateWords.Unreadable(keys.CaFile, problem));
            }

            if (authorities.Count == 0)
            {
                return (null, CertificateWords.Unreadable(keys.CaFile, "holds no certificate"));
            }
        }

        X509Certificate2? own = null;
        if (options is { CertificateFile: { } certificateFile, KeyFile: { } keyFile })
        {
            if (Problem(() => _ = File.ReadAllText(keyFile), "key") is { } unreadable)
            {
                return (null, CertificateWords.Unreadable(keys.KeyFile, unreadable));
            }

            if (Problem(() => own = X509Certificate2.CreateFromPemFile(certificateFile, keyFile), "certificate that fits the key in KeyFile") is { } problem)
            {
                return (null, CertificateWords.Unreadable(keys.CertificateFile, problem));
            }
        }

        return (new ServerTrust(authorities, own, options.ServerName ?? host, words, time), null);
    }

    /// <summary>Whether the server is who it should be. Keeps why not.</summary>
    public bool Judge(object sender, X509Certificate? certificate, X509Chain? presented, SslPolicyErrors errors)
    {
        _fault = certificate is null ? _words.Missing() : FaultOf(certificate as X509Certificate2 ?? X509CertificateLoader.LoadCertificate(certificate.GetRawCertData()), presented, errors);
        _accepted = _fault is null;
        if (_fault is { } fault)
        {
            _refused.TrySetResult(fault);
        }

        return _accepted;
    }

    /// <summary>This service's certificate. It is asked twice: before the server has spoken, and again where that asks for one.</summary>
    public X509Certificate Choose(object sender, string targetHost, X509CertificateCollection locals, X509Certificate? remote, string[] issuers)
    {
        _asked |= remote is not null || issuers.Length > 0;
        return _own!;
    }

    /// <summary>What TLS had to do with a connection that the other side ended before it answered anything.</summary>
    /// <param name="handshake">Whether TLS itself is known to have failed, and not something that came later or instead.</param>
    /// <returns>Null: nothing, as far as can be told.</returns>
    public TrustFault? Explain(bool handshake) =>
        _fault
        ?? (_accepted && _own is not null ? _words.RefusesOurs(_own, _time.GetUtcNow())
        : _accepted && _asked ? _words.WantsOurs()
        : handshake ? _words.NoAgreement()
        : null);

    /// <summary>The same where the library that connects does not tell whether a certificate was asked for.</summary>
    public TrustFault? ExplainEnd() => _fault ?? (!_accepted ? null : _own is null ? _words.MayWantOurs() : _words.RefusesOurs(_own, _time.GetUtcNow()));

    private TrustFault? FaultOf(X509Certificate2 certificate, X509Chain? presented, SslPolicyErrors errors)
    {
        var now = _time.GetUtcNow();
        using var chain = new X509Chain();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationTime = now.LocalDateTime;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ServerUsage));
        foreach (var between in presented?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
        {
            chain.ChainPolicy.ExtraStore.Add(between.Certificate);
        }

        if (_authorities is not null)
        {
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.CustomTrustStore.AddRange(_authorities);
        }

        if (!chain.Build(certificate))
        {
            var found = chain.ChainStatus.Select(status => status.Status).ToList();
            if (found.Exists(OfAuthority.Contains))
            {
                return _words.UnknownAuthority(certificate, _authorities is not null);
            }

            var late = chain.ChainElements.FirstOrDefault(element => element.ChainElementStatus.Any(status => OfTime.Contains(status.Status)));
            return late is not null ? _words.OutOfTime(late.Certificate, late.Certificate.Equals(certificate), now)
                : found.Contains(X509ChainStatusFlags.NotValidForUsage) ? _words.NotForServers()
                : _words.Unfit(found.Aggregate((all, one) => all | one));
        }

        if (_authorities is null && errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors))
        {
            // Whoever connected looked closer: at what was revoked.
            return _words.Unfit(presented?.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status) ?? X509ChainStatusFlags.NoError);
        }

        return Bears(certificate, _name) ? null : _words.AnotherName(certificate, _name);
    }

    private static bool Bears(X509Certificate2 certificate, string name)
    {
        try
        {
            return certificate.MatchesHostname(name);
        }
        catch (ArgumentException)
        {
            // No name that a certificate could bear.
            return false;
        }
    }

    /// <summary>Null where it could be read.</summary>
    private static string? Problem(Action read, string what)
    {
        try
        {
            read();
            return null;
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            return "names a file that does not exist";
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return "names a file that cannot be read";
        }
        catch (Exception failure) when (failure is CryptographicException or ArgumentException)
        {
            return $"holds no {what}";
        }
    }
}
