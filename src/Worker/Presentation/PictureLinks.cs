namespace SentinelEvents.Worker.Presentation;

/// <summary>How a page refers to its pictures.</summary>
internal enum PictureLinks
{
    /// <summary>By <c>cid:</c>: they are parts of the same mail.</summary>
    ContentIds,

    /// <summary>By <c>data:</c>: the page is a file of its own.</summary>
    DataUris,
}
