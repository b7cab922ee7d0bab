namespace SentinelEvents.Worker.Status.Guard;

/// <summary>Why a request is not let in.</summary>
internal enum Refusal
{
    /// <summary>Another site caused it.</summary>
    OtherSite,

    /// <summary>It needs a key, and none is configured.</summary>
    NoKeyConfigured,

    /// <summary>It needs a key and has none.</summary>
    KeyMissing,

    /// <summary>Its key is another one.</summary>
    KeyWrong,

    /// <summary>Too many keys of its address were wrong.</summary>
    TooManyWrongKeys,

    /// <summary>A browser sent the key, and nothing shows that a page of this service meant it.</summary>
    FormTokenMissing,
}
