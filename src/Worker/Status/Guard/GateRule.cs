using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace SentinelEvents.Worker.Status.Guard;

/// <summary>Who is let in. Pure: a table in the tests shows each way.</summary>
internal static class GateRule
{
    /// <param name="visit">What asks.</param>
    /// <param name="keyConfigured">Whether there is a key at all.</param>
    /// <param name="key">Looks at the request's key; not called where it does not matter.</param>
    public static Admission Decide(Visit visit, bool keyConfigured, Func<(KeyStanding Standing, TimeSpan Wait)> key)
    {
        if (visit is { ChangesSomething: true, FromOtherSite: true })
        {
            return new Admission.Refused(Refusal.OtherSite);
        }

        if (visit is { ChangesSomething: false, Nearness: Nearness.Near })
        {
            return new Admission.Admitted(SeesDetails: true);
        }

        if (visit is { ChangesSomething: false, OpenToAll: true })
        {
            return new Admission.Admitted(keyConfigured && key().Standing is KeyStanding.Right or KeyStanding.RightByBrowser);
        }

        if (!keyConfigured)
        {
            return new Admission.Refused(Refusal.NoKeyConfigured);
        }

        var (standing, wait) = key();
        return standing switch
        {
            KeyStanding.Right => new Admission.Admitted(SeesDetails: true),
            KeyStanding.RightByBrowser => new Admission.Admitted(SeesDetails: true, NeedsFormToken: visit.ChangesSomething),
            KeyStanding.Wrong => new Admission.Refused(Refusal.KeyWrong),
            KeyStanding.Unheard => new Admission.Refused(Refusal.TooManyWrongKeys, wait),
            _ => new Admission.Refused(Refusal.KeyMissing),
        };
    }

    /// <summary>Whether a browser says that another site, another port of this machine included, caused a request.</summary>
    public static bool IsFromOtherSite(IHeaderDictionary headers)
    {
        // Same-site is not enough: whatever listens on another port of this host is of the same site.
        if (headers[SecFetchSite] is { Count: > 0 } site && !site.All(value => value is "same-origin" or "none"))
        {
            return true;
        }

        if (headers[HeaderNames.Origin] is not { Count: > 0 } origin)
        {
            return false;
        }

        // Without the scheme: a proxy may have taken TLS off.
        var host = headers[HeaderNames.Host].ToString();
        return origin.Count > 1 || origin[0] is not { } value || value.IndexOf("://", StringComparison.Ordinal) is not (>= 0 and var colon)
            || !value[(colon + 3)..].Equals(host, StringComparison.OrdinalIgnoreCase);
    }

    private const string SecFetchSite = "Sec-Fetch-Site";
}
