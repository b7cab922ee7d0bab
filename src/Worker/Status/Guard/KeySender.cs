namespace SentinelEvents.Worker.Status.Guard;

/// <summary>Who puts a key into a request.</summary>
internal enum KeySender
{
    /// <summary>A program that means this request: no browser adds such a header by itself.</summary>
    Program,

    /// <summary>A browser, which sends what it was once given with every request, whichever site caused it.</summary>
    Browser,
}
