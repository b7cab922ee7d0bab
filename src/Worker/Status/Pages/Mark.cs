namespace SentinelEvents.Worker.Status.Pages;

/// <summary>A state as it is shown: never by colour alone.</summary>
/// <param name="Tone">Its colour.</param>
/// <param name="Sign">One character, for who looks over many.</param>
/// <param name="Word">What it is.</param>
public readonly record struct Mark(Tone Tone, string Sign, string Word)
{
    /// <summary>Its class in the style sheet.</summary>
    public string Class => Tone.ToString().ToLowerInvariant();
}
