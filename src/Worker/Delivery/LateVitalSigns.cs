namespace SentinelEvents.Worker.Delivery;

/// <summary>Asks for the vital signs when they are needed: what shows them rests on what is told by Delivery, which must not wait for it to be made.</summary>
internal sealed class LateVitalSigns(Func<IVitalSigns> find) : IVitalSigns
{
    public string? Problem => find().Problem;
}
