using System.Text.Json.Serialization;

namespace SentinelEvents.Contracts;

/// <summary>Whether the new master itself said what it is (<c>ROLE</c>).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RoleCheck>))]
public enum RoleCheck
{
    /// <summary>Data nodes are not to be read, or the answer had not come in time.</summary>
    NotChecked,

    /// <summary>It answered that it is a master.</summary>
    Verified,

    /// <summary>It answered that it is a replica.</summary>
    Contradicted,

    /// <summary>It could not be asked.</summary>
    Unreachable,
}
