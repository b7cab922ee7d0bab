using System.Text.Json.Serialization;

namespace SentinelEvents.Contracts;

/// <summary>What an answer about the present master rests on.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MasterCertainty>))]
public enum MasterCertainty
{
    /// <summary>Enough sentinels are seen to notice a switch.</summary>
    Current,

    /// <summary>Too few sentinels are seen to agree on a switch: the answer is what was agreed before.</summary>
    LastKnown,
}
