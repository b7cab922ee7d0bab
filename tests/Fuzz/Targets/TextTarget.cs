using SentinelEvents.Fuzz.Inputs;

namespace SentinelEvents.Fuzz.Targets;

/// <summary>A parser of text: real inputs, damaged.</summary>
internal abstract class TextTarget : FuzzTarget
{
    private IReadOnlyList<byte[]>? seeds;

    /// <summary>Real inputs.</summary>
    protected abstract IReadOnlyList<string> Samples { get; }

    /// <summary>Words of the language, to be put anywhere.</summary>
    protected virtual IReadOnlyList<string> Words => [];

    private IReadOnlyList<byte[]> Seeds => seeds ??= [.. Samples.Select(Corpus.Bytes)];

    public override byte[] Make(Random chance) => chance.Next(20) switch
    {
        0 => Damage.Noise(chance),
        1 => Corpus.Bytes(Hostile.Text(chance)),
        2 => chance.Pick(Seeds),
        _ => Damage.Of(chance, chance.Pick(Seeds), Words, Seeds),
    };

    public override string Try(byte[] input) => Try(Corpus.Text(input));

    protected abstract string Try(string text);
}
