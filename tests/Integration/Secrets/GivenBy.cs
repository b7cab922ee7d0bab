namespace SentinelEvents.Integration.Secrets;

/// <summary>How secrets are given to a service.</summary>
internal enum GivenBy
{
    /// <summary>By <c>...File</c> keys, where there are such; by the environment elsewhere.</summary>
    File,

    /// <summary>By variables of the environment.</summary>
    Environment,

    /// <summary>In the configuration file itself.</summary>
    Inline,
}
