namespace SentinelEvents.Worker.Status.Memory;

/// <summary>Gives back memory that is not used, before much is needed at once; everything stands still for it.</summary>
internal delegate void GivingBack();
