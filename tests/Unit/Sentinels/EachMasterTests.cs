using SentinelEvents.Worker.Sentinels;
using StackExchange.Redis;

namespace SentinelEvents.Unit.Sentinels;

public sealed class EachMasterTests
{
    /// <summary>A sentinel is single-threaded: of 41 masters with six questions each sixteen are asked about at a time.</summary>
    [Fact]
    public async Task Ask_ManyMasters_InBatchesOfAtMostAHundredAndInOrder()
    {
        var sentinel = new Batches();
        var names = Enumerable.Range(0, 41).Select(number => $"m{number}").ToList();

        var answered = new List<(string Name, string[] Said)>();
        await foreach (var (name, said) in EachMaster.AskAsync(sentinel, names, 6, Questions, TestContext.Current.CancellationToken))
        {
            answered.Add((name, [.. said.Select(reply => reply.Value!.ToString())]));
        }

        Assert.Equal([96, 96, 54], sentinel.Sizes);
        Assert.Equal(names, answered.Select(one => one.Name));
        Assert.All(answered, one => Assert.Equal(Enumerable.Range(0, 6).Select(question => $"{question} of {one.Name}"), one.Said));
    }

    [Fact]
    public async Task Ask_NoMasters_AsksNothing()
    {
        var sentinel = new Batches();
        await foreach (var _ in EachMaster.AskAsync(sentinel, Array.Empty<string>(), 6, Questions, TestContext.Current.CancellationToken))
        {
            Assert.Fail("an answer about no master");
        }

        Assert.Empty(sentinel.Sizes);
    }

    private static SentinelCommand[] Questions(string name) => [.. Enumerable.Range(0, 6).Select(question => SentinelCommand.Sentinel($"{question} of", name))];

    /// <summary>Says each question again.</summary>
    private sealed class Batches : ISentinelCommands
    {
        public List<int> Sizes { get; } = [];

        public Task<SentinelReply> ExecuteAsync(SentinelCommand command, CancellationToken cancellation) =>
            Task.FromResult(SentinelReply.Of(RedisResult.Create((RedisValue)$"{command.Subcommand} {command.Argument}")));

        public async Task<SentinelReply[]> ExecuteAllAsync(IReadOnlyList<SentinelCommand> commands, CancellationToken cancellation)
        {
            Sizes.Add(commands.Count);
            return await Task.WhenAll(commands.Select(command => ExecuteAsync(command, cancellation)));
        }
    }
}
