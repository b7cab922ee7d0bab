namespace SentinelEvents.Worker.Configuration;

/// <summary>Something in a usable configuration that its author should know.</summary>
/// <param name="Path">Where, as in <c>Routes:0:GroupWait</c>.</param>
/// <param name="Text">What to know.</param>
public sealed record ConfigurationNotice(string Path, string Text)
{
    public override string ToString() => $"{Path}: {Text}";
}
