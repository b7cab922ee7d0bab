using System.Globalization;

namespace SentinelEvents.Worker.Presentation;

/// <summary>
/// How those who will read what is being written read: by which clock, and how they write dates and numbers. It follows the call, since nearly every word-making
/// function would have to be handed it otherwise; <see cref="ReadableTime"/> and <see cref="ReadableNumber"/> ask for it.
/// </summary>
/// <param name="Zone">Whose clock.</param>
/// <param name="Locale">In which form.</param>
internal sealed record Reading(TimeZoneInfo Zone, Locale Locale)
{
    private const string Utc = "UTC";

    private static readonly AsyncLocal<Reading?> Chosen = new();

    /// <summary>Where nobody said anything else: UTC, in the forms of ISO 8601.</summary>
    public static Reading Plain { get; } = new(TimeZoneInfo.Utc, Locale.Iso);

    /// <summary>Of what is being written now.</summary>
    public static Reading Current => Chosen.Value ?? Plain;

    /// <summary>For a reader: <c>UTC</c>, or the name of the zone.</summary>
    public string ZoneName => IsUtc ? Utc : Zone.Id;

    private bool IsUtc => Zone.HasSameRules(TimeZoneInfo.Utc);

    /// <summary>
    /// Writes for these readers. What is to be written must be written when <paramref name="write"/> returns: neither a task that goes on nor a sequence that is yet to be
    /// run through, which would be written for nobody in particular.
    /// </summary>
    public T Write<T>(Func<T> write)
    {
        var before = Chosen.Value;
        Chosen.Value = this;
        try
        {
            return write();
        }
        finally
        {
            Chosen.Value = before;
        }
    }

    /// <summary>As the clocks of the zone show it.</summary>
    /// <param name="time">When.</param>
    /// <param name="form">One of the forms of the locale.</param>
    public string Show(DateTimeOffset time, string form) => In(time).ToString(form, Locale.Culture);

    /// <summary>Which clock that is: <c>UTC</c>, or how far from UTC.</summary>
    public string Offset(DateTimeOffset time) => IsUtc ? Utc : In(time).ToString("zzz", CultureInfo.InvariantCulture);

    private DateTimeOffset In(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, Zone);
}
