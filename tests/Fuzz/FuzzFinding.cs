namespace SentinelEvents.Fuzz;

/// <summary>A promise that was broken, or an exception where there is to be an answer.</summary>
/// <param name="Target">Whose.</param>
/// <param name="Cause">The promise, or the exception's type and where it came from: what many inputs have in common.</param>
/// <param name="Seed">Of the run.</param>
/// <param name="Index">Of the first input that showed it.</param>
/// <param name="Input">That input, as small as it could be made.</param>
/// <param name="Detail">All that was seen.</param>
/// <param name="Times">How many inputs showed it.</param>
internal sealed record FuzzFinding(string Target, string Cause, int Seed, long Index, byte[] Input, string Detail, long Times)
{
    /// <summary>Where the input was kept.</summary>
    public string? File { get; init; }

    public override string ToString() => FormattableString.Invariant(
        $"{Target}: {Cause}\n  seed {Seed}, input {Index}, {Times} times; {File ?? "not kept"}\n  smallest: {InputText.Of(Input)}\n  {Detail.ReplaceLineEndings("\n  ")}");
}
