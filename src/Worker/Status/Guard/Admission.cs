namespace SentinelEvents.Worker.Status.Guard;

/// <summary>Whether a request is let in: <see cref="Admitted"/> or <see cref="Refused"/>.</summary>
internal abstract record Admission
{
    private Admission()
    {
    }

    /// <param name="SeesDetails">Whether it is told more than anybody may know.</param>
    /// <param name="NeedsFormToken">Whether it must show that a page of this service meant it.</param>
    public sealed record Admitted(bool SeesDetails, bool NeedsFormToken = false) : Admission;

    /// <param name="Why">Why not.</param>
    /// <param name="Wait">How long to wait before the next attempt.</param>
    public sealed record Refused(Refusal Why, TimeSpan Wait = default) : Admission;
}
