using SentinelEvents.Lab;

namespace SentinelEvents.Integration.Health;

/// <summary>One deployment, for cases that follow each other on it; lanes run side by side.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Options">What it looks like.</param>
/// <param name="PrepareAsync">What makes it one that no rule has a word against but those that stand.</param>
/// <param name="Standing">The rules of which all cases of the lane have a finding.</param>
internal sealed record RuleLane(string Name, RedisDeploymentOptions Options, Func<RuleStage, Task> PrepareAsync, IReadOnlyList<string> Standing)
{
    /// <summary>Of every deployment on one machine without passwords: whoever is on it may command the sentinels, and loopback is announced.</summary>
    private static readonly IReadOnlyList<string> OneMachine = ["SE027", "SE051"];

    private static readonly RedisDeploymentOptions Usual = new()
    {
        DownAfter = TimeSpan.FromSeconds(2),
        FailoverTimeout = TimeSpan.FromSeconds(60),
        Pace = SentinelPace.Quick,
        SentinelSettings = ["sentinel deny-scripts-reconfig no"],
    };

    /// <summary>Settings, which show as soon as somebody looks.</summary>
    public static RuleLane Settings { get; } = new(nameof(Settings), Usual, SettleAsync, OneMachine);

    /// <summary>Sentinels that die, forget and disagree; a fourth stands by, and this service has a user with the least rights.</summary>
    public static RuleLane Sentinels { get; } = new(nameof(Sentinels), Usual with { Sentinels = 4, SentinelUser = new SentinelUser("watcher", "watch-word") }, DismissSpareAsync, OneMachine) { HasSpareSentinel = true };

    /// <summary>Data nodes that die, follow somebody else, or are taken for others.</summary>
    public static RuleLane Nodes { get; } = new(nameof(Nodes), Usual, SettleAsync, OneMachine);

    /// <summary>Data nodes with passwords and users.</summary>
    public static RuleLane Passwords { get; } = new(nameof(Passwords), Usual with { DataPassword = "data-word" }, SettleAsync, OneMachine);

    /// <summary>A sentinel that can be made deaf: it has a user of its own on the data nodes. One replica, so that a failover can be undone by a failover.</summary>
    public static RuleLane Deafness { get; } = new(nameof(Deafness), Usual with { ReplicasPerMaster = 1, FailoverTimeout = TimeSpan.FromSeconds(10) }, GiveUserAsync, [.. OneMachine, "SE057"]);

    public static IReadOnlyList<RuleLane> All { get; } = [Settings, Sentinels, Nodes, Passwords, Deafness];

    public bool HasSpareSentinel { get; init; }

    private static async Task SettleAsync(RuleStage stage)
    {
        await stage.OnNodesAsync("CONFIG", "SET", "save", "3600 1");
        await stage.OnNodesAsync("CONFIG", "SET", "min-replicas-to-write", stage.Replicas.Count > 1 ? "1" : "0");
        await stage.OnNodesAsync("CONFIG", "REWRITE");
    }

    private static async Task DismissSpareAsync(RuleStage stage)
    {
        await SettleAsync(stage);
        await stage.OnAsync(stage.Spare, "SENTINEL", "REMOVE", RuleStage.MasterName);
        await RuleStage.StopAsync(stage.Spare);
        await stage.ForgetAsync();
    }

    private static async Task GiveUserAsync(RuleStage stage)
    {
        await SettleAsync(stage);
        await stage.OnNodesAsync("ACL", "SETUSER", "deaf", "on", ">deaf-word", "~*", "allchannels", "+@all");
        await stage.OnAsync(stage.Sentinels[0], "SENTINEL", "SET", RuleStage.MasterName, "auth-user", "deaf", "auth-pass", "deaf-word");
    }
}
