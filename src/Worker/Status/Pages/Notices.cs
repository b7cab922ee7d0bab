namespace SentinelEvents.Worker.Status.Pages;

/// <summary>What came of a form, in words.</summary>
internal static class Notices
{
    public static Notice Of(Done done) => done switch
    {
        Done.Redelivering => new(Tone.Good, "It is on its way again; the row says what becomes of it."),
        Done.WaitsAlready => new(Tone.Bad, "Nothing was changed: that delivery waits already."),
        Done.DestinationGone => new(Tone.Bad, "Nothing was changed: its destination is not configured any more."),
        Done.NoSuchDelivery => new(Tone.Bad, "There is no such delivery: it may be older than Journal:Retention."),
        Done.Silenced => new(Tone.Good, "The silence is kept, and all workers have it within seconds."),
        Done.Ended => new(Tone.Good, "The silence is over; what it kept back and still holds is told now."),
        Done.WasOver => new(Tone.Bad, "Nothing was changed: the silence was over already."),
        Done.Configured => new(Tone.Bad, "Nothing was changed: that silence belongs to the configuration, and is removed there."),
        _ => new(Tone.Bad, "There is no such silence."),
    };
}
