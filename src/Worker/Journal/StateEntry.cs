namespace SentinelEvents.Worker.Journal;

/// <summary>One piece of Agreement's state under a stable name.</summary>
/// <param name="cluster">The deployment.</param>
/// <param name="name">Name within the cluster, for example <c>master/mymaster</c>.</param>
/// <param name="body">Makes its JSON; null removes the entry.</param>
public sealed class StateEntry(string cluster, string name, Func<string>? body) : IEquatable<StateEntry>
{
    /// <summary>As it was read.</summary>
    public StateEntry(string cluster, string name, string? body)
        : this(cluster, name, body is null ? null : () => body)
    {
    }

    public string Cluster => cluster;

    public string Name => name;

    /// <summary>JSON, made when it is asked for: of thousands of masters that changed at once each is there while it is written. Null removes the entry.</summary>
    public string? Body => body?.Invoke();

    public bool Equals(StateEntry? other) => other is not null && other.Cluster == cluster && other.Name == name && other.Body == Body;

    public override bool Equals(object? obj) => Equals(obj as StateEntry);

    public override int GetHashCode() => HashCode.Combine(cluster, name);

    public override string ToString() => $"{cluster} {name}: {Body ?? "removed"}";
}
