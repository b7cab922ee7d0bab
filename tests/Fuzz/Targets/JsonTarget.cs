using SentinelEvents.Fuzz.Inputs;

namespace SentinelEvents.Fuzz.Targets;

/// <summary>A reader of JSON: real documents, damaged as JSON and as text.</summary>
internal abstract class JsonTarget : TextTarget
{
    /// <summary>Keys of the language.</summary>
    protected virtual IReadOnlyList<string> Keys => [];

    public override byte[] Make(Random chance) => chance.Next(4) switch
    {
        0 => base.Make(chance),
        1 => JsonDamage.Values(chance, chance.Pick(Samples)),
        _ => JsonDamage.Of(chance, chance.Pick(Samples), Keys),
    };
}
