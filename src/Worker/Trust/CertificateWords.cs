using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Trust;

/// <summary>What is wrong with a certificate, in words. What another side wrote into its certificate is cut short and made visible.</summary>
/// <param name="place">Whose it is, as <c>host:port</c>.</param>
/// <param name="keys">Where what is expected of it is configured.</param>
internal sealed class CertificateWords(string place, TrustKeys keys)
{
    private const int LongestName = 80;

    private const int MostNames = 3;

    public TrustFault Missing() => new($"{place} shows no certificate", "check the port, and that the server has one");

    public TrustFault OutOfTime(X509Certificate2 certificate, bool isItsOwn, DateTimeOffset now)
    {
        var whose = isItsOwn ? $"the certificate of {place}" : $"the certificate of an authority behind that of {place}";
        return certificate.NotAfter <= now.LocalDateTime
            ? new($"{whose} expired on {Day(certificate.NotAfter)}", "renew it")
            : new($"{whose} is valid only from {Day(certificate.NotBefore)} on", "check the clocks of both hosts, or have it issued anew");
    }

    public TrustFault UnknownAuthority(X509Certificate2 certificate, bool ownAuthorities) => new(
        $"the certificate of {place} is signed by an authority that {(ownAuthorities ? $"is not in {keys.CaFile}" : "this system does not trust")} ({Visible(certificate.Issuer)})",
        $"if that authority is yours, put its certificate into the file of {keys.CaFile}; if not, somebody else answers there");

    public TrustFault AnotherName(X509Certificate2 certificate, string expected) => new(
        $"the certificate of {place} is for {Names(certificate)}, not {expected}",
        $"set {keys.ServerName}, or let the certificate name {expected}");

    public TrustFault NotForServers() => new($"the certificate of {place} is not made for servers", "have it issued with the usage serverAuth");

    public TrustFault Unfit(X509ChainStatusFlags status) => new($"the certificate of {place} is not accepted ({status})", "have it issued anew");

    public TrustFault NoAgreement() => new($"{place} agrees on no TLS", "check the port, whether TLS is to be used on it, and that the server speaks TLS 1.2 or 1.3");

    public TrustFault WantsOurs() => new($"{place} asks for a certificate of this service", $"set {keys.CertificateFile} and {keys.KeyFile}");

    public TrustFault MayWantOurs() => new(
        $"{place} takes the connection and closes it: it seems to ask for a certificate of this service", $"set {keys.CertificateFile} and {keys.KeyFile}");

    public TrustFault RefusesOurs(X509Certificate2 own, DateTimeOffset now) => own.NotAfter <= now.LocalDateTime
        ? new($"the certificate in {keys.CertificateFile} expired on {Day(own.NotAfter)}", "renew it")
        : new(
            $"{place} takes the connection and closes it: it does not accept the certificate in {keys.CertificateFile}",
            "have one issued by an authority that the server trusts, for clients");

    public static TrustFault Unreadable(string key, string problem) => new($"{key} {problem}", "give the path of a PEM file that this service can read");

    private static string Names(X509Certificate2 certificate)
    {
        var alternatives = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault();
        var names = alternatives is null
            ? []
            : alternatives.EnumerateDnsNames().Concat(alternatives.EnumerateIPAddresses().Select(address => address.ToString())).ToList();
        return names.Count == 0 ? Visible(certificate.Subject)
            : string.Join(" and ", names.Take(MostNames).Select(Visible)) + (names.Count > MostNames ? string.Create(CultureInfo.InvariantCulture, $" and {names.Count - MostNames} more") : "");
    }

    private static string Day(DateTime local) => local.ToUniversalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Visible(string text) => VisibleText.Of(text.Length > LongestName ? text[..LongestName] + "..." : text);
}
