namespace SentinelEvents.Worker.Trust;

/// <summary>Why there is no TLS with another side, in words for people. Holds no secret.</summary>
/// <param name="Text">What is wrong.</param>
/// <param name="Cure">What to do about it, with the key of the configuration.</param>
internal sealed record TrustFault(string Text, string Cure)
{
    public override string ToString() => $"{Text}: {Cure}";
}
