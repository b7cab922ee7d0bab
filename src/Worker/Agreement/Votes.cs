using System.Collections;
using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace SentinelEvents.Worker.Agreement;

/// <summary>The views of those that may vote, by sentinel id; mostly the very array of all views.</summary>
internal readonly struct Votes(KeyValuePair<string, MasterView>[] votes) : IReadOnlyList<KeyValuePair<string, MasterView>>
{
    public int Count => votes.Length;

    public KeyValuePair<string, MasterView> this[int index] => votes[index];

    public Votes FindAll(Predicate<KeyValuePair<string, MasterView>> match) => new(Array.FindAll(votes, match));

    public bool Exists(Predicate<KeyValuePair<string, MasterView>> match) => Array.Exists(votes, match);

    public bool TrueForAll(Predicate<KeyValuePair<string, MasterView>> match) => Array.TrueForAll(votes, match);

    public ImmutableArray<KeyValuePair<string, MasterView>>.Enumerator GetEnumerator() => ImmutableCollectionsMarshal.AsImmutableArray(votes).GetEnumerator();

    IEnumerator<KeyValuePair<string, MasterView>> IEnumerable<KeyValuePair<string, MasterView>>.GetEnumerator() => ((IEnumerable<KeyValuePair<string, MasterView>>)votes).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => votes.GetEnumerator();
}
