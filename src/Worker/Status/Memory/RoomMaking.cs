namespace SentinelEvents.Worker.Status.Memory;

/// <summary>Gives back what is not used, before much is needed at once; everything stands still for it.</summary>
internal delegate void RoomMaking();
