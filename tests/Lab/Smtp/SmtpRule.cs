namespace SentinelEvents.Lab;

/// <summary>A programmed reply; the first rule that fits and is not used up answers.</summary>
public sealed record SmtpRule
{
    /// <summary>Tells rules apart: a rule given again under its old id goes on counting.</summary>
    public required string Id { get; init; }

    public required SmtpStage Stage { get; init; }

    /// <summary>Sender or recipient that it concerns; null: any.</summary>
    public string? Address { get; init; }

    /// <summary>The reply, such as <c>451 later</c>; null: the ordinary one, after the delay.</summary>
    public string? Reply { get; init; }

    /// <summary>How often; null: always.</summary>
    public int? Times { get; init; }

    /// <summary>Silence before the reply; an hour is as good as hanging.</summary>
    public double DelaySeconds { get; init; }
}
