namespace SentinelEvents.Worker.Events;

/// <summary>The host of a URL that somebody gave.</summary>
internal static class UrlHost
{
    /// <summary>Whether there is one that can be asked for and shown. A name that no language has only fails when it is asked for; one with hidden characters in it looks like another.</summary>
    public static bool IsGood(Uri url)
    {
        try
        {
            return url.IdnHost.Length > 0 && VisibleText.Of(url.Host) == url.Host;
        }
        catch (UriFormatException)
        {
            return false;
        }
    }
}
