namespace SentinelEvents.Worker.Events;

/// <summary>Who is master now, for programs that ask.</summary>
public interface IMasterDirectory
{
    /// <summary>The agreed master of a name, exactly as the sentinels spell it.</summary>
    MasterAnswer Find(string cluster, string master);
}
