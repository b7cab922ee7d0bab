namespace SentinelEvents.Lab;

/// <summary>One load of a page in a browser that has nothing of it, by the browser's own account.</summary>
/// <param name="FirstByte">From the request to the first byte of the answer.</param>
/// <param name="FirstPaint">From the beginning of the navigation to the first content on the screen.</param>
/// <param name="Transferred">Bytes of the page itself on the wire, with headers.</param>
/// <param name="Size">Bytes of the page itself, unpacked.</param>
/// <param name="All">Bytes on the wire of page, style sheet, script and icon.</param>
internal sealed record PageLoad(TimeSpan FirstByte, TimeSpan FirstPaint, long Transferred, long Size, long All);
