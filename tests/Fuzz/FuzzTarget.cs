namespace SentinelEvents.Fuzz;

/// <summary>A parser that reads from outside, and what is promised of it.</summary>
internal abstract class FuzzTarget
{
    /// <summary>What <see cref="Try"/> returns for an input that was understood.</summary>
    public const string Accepted = "accepted";

    /// <summary>What stands in the tally where a promise was broken.</summary>
    public const string Broken = "broken";

    public abstract string Name { get; }

    /// <summary>What it reads, and from whom.</summary>
    public abstract string Reads { get; }

    /// <summary>The types whose parsing is tried.</summary>
    public abstract IReadOnlyList<Type> Parsers { get; }

    /// <summary>Its part of the inputs: what is fast is given more.</summary>
    public virtual int Weight => 10;

    /// <summary>The longest that one input may take of a processor.</summary>
    public virtual TimeSpan Patience => TimeSpan.FromMilliseconds(100);

    /// <summary>How many bytes one input may have allocated.</summary>
    /// <param name="length">Bytes of the input.</param>
    public virtual long Room(int length) => (64 * 1024) + (512L * length);

    /// <summary>An input; the same for the same chance.</summary>
    public abstract byte[] Make(Random chance);

    /// <summary>Gives the input to the parser and holds the answer against what is promised.</summary>
    /// <returns><see cref="Accepted"/>, or why it was refused, in one of few words.</returns>
    /// <exception cref="BrokenPromiseException">The answer is not what is promised; every other exception is a finding, too.</exception>
    public abstract string Try(byte[] input);
}
