using System.Globalization;

namespace SentinelEvents.Lab;

/// <summary>Something that the lab did to somebody, with the time it took until that one could work again.</summary>
/// <param name="What">What was done, for texts.</param>
/// <param name="Target">To whom.</param>
/// <param name="From">Since when.</param>
/// <param name="To">Until when.</param>
internal sealed record Disturbance(string What, DisturbedPart Target, DateTimeOffset From, DateTimeOffset To)
{
    public bool Touches(DateTimeOffset from, DateTimeOffset to) => From <= to && To >= from;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{From:HH:mm:ss.fff} to {To:HH:mm:ss.fff} {What}");
}
