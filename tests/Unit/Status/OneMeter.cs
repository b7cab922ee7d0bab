namespace SentinelEvents.Unit.Status;

/// <summary>Tests that take turns: whoever collects hears every meter of the process that has the name.</summary>
[CollectionDefinition(Name)]
public sealed class OneMeter
{
    public const string Name = "one meter in turns";
}
