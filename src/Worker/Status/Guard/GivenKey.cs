using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace SentinelEvents.Worker.Status.Guard;

/// <summary>A key as a request presents it.</summary>
/// <param name="Text">What is to be compared.</param>
/// <param name="Sender">Who put it there.</param>
internal sealed record GivenKey(string Text, KeySender Sender)
{
    public const string OwnHeader = "X-Api-Key";

    /// <summary>All that a request presents: <c>X-Api-Key</c>, a bearer token, the password of basic authentication whatever its user.</summary>
    public static IReadOnlyList<GivenKey> Of(IHeaderDictionary headers)
    {
        List<GivenKey> found = [];
        if (headers[OwnHeader] is { Count: 1 } own && own[0] is { Length: > 0 } plain)
        {
            found.Add(new GivenKey(plain, KeySender.Program));
        }

        if (headers[HeaderNames.Authorization] is { Count: 1 } authorization && authorization[0] is { } credentials)
        {
            if (After(credentials, "Bearer ") is { } token)
            {
                found.Add(new GivenKey(token, KeySender.Program));
            }
            else if (After(credentials, "Basic ") is { } basic && Password(basic) is { } password)
            {
                found.Add(new GivenKey(password, KeySender.Browser));
            }
        }

        return found;
    }

    private static string? After(string text, string scheme) =>
        text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) && text[scheme.Length..].Trim() is { Length: > 0 } rest ? rest : null;

    private static string? Password(string credentials)
    {
        var bytes = new byte[credentials.Length];
        return Convert.TryFromBase64String(credentials, bytes, out var length)
            && Encoding.UTF8.GetString(bytes, 0, length) is var pair && pair.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon
            ? pair[(colon + 1)..]
            : null;
    }
}
