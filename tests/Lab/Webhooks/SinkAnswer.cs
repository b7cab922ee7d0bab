namespace SentinelEvents.Lab;

/// <summary>How the sink answers one request.</summary>
public abstract record SinkAnswer
{
    private SinkAnswer()
    {
    }

    /// <summary>200.</summary>
    public static SinkAnswer Accepted { get; } = new Status(200);

    /// <summary>A status, with headers if needed (<c>Retry-After</c>).</summary>
    public sealed record Status(int Code, IReadOnlyDictionary<string, string>? Headers = null, string Body = "") : SinkAnswer;

    /// <summary>Another answer, later.</summary>
    public sealed record Delayed(TimeSpan Delay, SinkAnswer Then) : SinkAnswer;

    /// <summary>No answer for as long as the client waits.</summary>
    public sealed record Hang : SinkAnswer;

    /// <summary>Bytes that are not HTTP; the client has to end the connection.</summary>
    public sealed record Garbage : SinkAnswer;

    /// <summary>A redirect.</summary>
    public sealed record Redirect(string Location, int Code = 302) : SinkAnswer;
}
