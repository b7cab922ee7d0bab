using System.Runtime.CompilerServices;

namespace SentinelEvents.Worker.Sentinels;

/// <summary>Asks a sentinel the same of each of many masters.</summary>
internal static class EachMaster
{
    /// <summary>A sentinel is single-threaded: what one batch takes is missing in its own timers.</summary>
    private const int MostAtOnce = 100;

    /// <summary>What it said of each, in the order of the masters and of the commands.</summary>
    /// <param name="commands">The sentinel.</param>
    /// <param name="masters">Whatever names them.</param>
    /// <param name="count">How many commands there are for each.</param>
    /// <param name="asked">The commands about one.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async IAsyncEnumerable<(T Master, SentinelReply[] Said)> AskAsync<T>(
        ISentinelCommands commands, IReadOnlyCollection<T> masters, int count, Func<T, SentinelCommand[]> asked, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var batch in masters.Chunk(MostAtOnce / count))
        {
            var replies = await commands.ExecuteAllAsync([.. batch.SelectMany(asked)], cancellation);
            foreach (var answered in batch.Zip(replies.Chunk(count)))
            {
                yield return answered;
            }
        }
    }
}
