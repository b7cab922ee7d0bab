using System.Globalization;

namespace SentinelEvents.Lab;

/// <summary>Does to the stage what a plan says, and writes down when.</summary>
internal sealed class FaultInjector(ProofStage stage)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private static readonly FaultOutcome Done = new FaultOutcome.Done();

    private readonly HashSet<object> struck = [];
    private readonly Lock gate = new();

    /// <summary>Begins a fault and ends it after its time; the end comes even when cancelled.</summary>
    public async Task<FaultOutcome> PlayAsync(PlannedFault fault, CancellationToken cancellation)
    {
        try
        {
            return fault.Kind switch
            {
                FaultKind.MasterKill or FaultKind.MasterRestart => await KillNodeAsync(fault, await MasterAsync(fault, cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false),
                FaultKind.ReplicaKill => await KillNodeAsync(fault, await ReplicaAsync(fault, cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false),
                FaultKind.MasterFreeze => await FreezeNodeAsync(fault, await MasterAsync(fault, cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false),
                FaultKind.ReplicaFreeze => await FreezeNodeAsync(fault, await ReplicaAsync(fault, cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false),
                FaultKind.SentinelKill or FaultKind.SentinelRestart => await KillSentinelAsync(fault, cancellation).ConfigureAwait(false),
                FaultKind.SentinelFreeze => await FreezeSentinelAsync(fault, cancellation).ConfigureAwait(false),
                FaultKind.SentinelPartition => await PartitionAsync(fault, cancellation).ConfigureAwait(false),
                FaultKind.SentinelReset => await ResetAsync(fault, cancellation).ConfigureAwait(false),
                FaultKind.RemonitorAll => await RemonitorAsync(fault, stage.Deployment.Sentinels, cancellation).ConfigureAwait(false),
                FaultKind.RemonitorOne => await RemonitorAsync(fault, [Sentinel(fault)], cancellation).ConfigureAwait(false),
                FaultKind.QuorumChange => await ChangeQuorumAsync(fault, cancellation).ConfigureAwait(false),
                FaultKind.ManualFailover => await FailOverAsync(fault, cancellation).ConfigureAwait(false),
                FaultKind.WorkerKill => await KillWorkersAsync(fault, [stage.Workers[fault.Target]], cancellation).ConfigureAwait(false),
                FaultKind.WorkerFreeze => await FreezeWorkerAsync(fault, cancellation).ConfigureAwait(false),
                FaultKind.BrokerKill or FaultKind.BrokerStop => await StopBrokerAsync(fault, cancellation).ConfigureAwait(false),
                FaultKind.WebhookError => await AnswerAsync(fault, new SinkAnswer.Status(500), cancellation).ConfigureAwait(false),
                FaultKind.WebhookHang => await AnswerAsync(fault, new SinkAnswer.Hang(), cancellation).ConfigureAwait(false),
                FaultKind.WebhookRefuse => await RefuseWebhookAsync(fault, cancellation).ConfigureAwait(false),
                FaultKind.MailRefuse => await RefuseMailAsync(fault, cancellation).ConfigureAwait(false),
                FaultKind.MailKill => await KillMailAsync(fault, cancellation).ConfigureAwait(false),
                FaultKind.AllWorkersKill => await KillWorkersAsync(fault, stage.Workers, cancellation).ConfigureAwait(false),
                FaultKind.PostgresStop or FaultKind.PostgresKill => await StopPostgresAsync(fault, Postgres(fault), cancellation).ConfigureAwait(false),
                FaultKind.PostgresCut => await CutFromPostgresAsync(fault, Postgres(fault), cancellation).ConfigureAwait(false),
                FaultKind.WorkerBlinded => await BlindAsync(fault, cancellation).ConfigureAwait(false),
                _ => throw new InvalidOperationException($"Unknown fault {fault.Kind}."),
            };
        }
        catch (LabException failure)
        {
            return new FaultOutcome.Impossible(failure.Message.Split('\n')[0]);
        }
    }

    /// <summary>REMOVE and MONITOR with the address given, and the settings that the deployment has.</summary>
    public async Task MonitorAgainAsync(SentinelNode sentinel, string master, int port, CancellationToken cancellation)
    {
        var options = stage.Deployment.Options;
        await sentinel.RunAsync(["SENTINEL", "REMOVE", master], cancellation).ConfigureAwait(false);
        await MustAsync(sentinel, ["SENTINEL", "MONITOR", master, "127.0.0.1", Text(port), Text(options.Quorum)], cancellation).ConfigureAwait(false);
        await MustAsync(
            sentinel,
            ["SENTINEL", "SET", master, "down-after-milliseconds", Text((long)options.DownAfter.TotalMilliseconds), "failover-timeout", Text((long)options.FailoverTimeout.TotalMilliseconds), "parallel-syncs", Text(options.ParallelSyncs)],
            cancellation).ConfigureAwait(false);
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static async Task MustAsync(SentinelNode sentinel, IReadOnlyList<string> command, CancellationToken cancellation)
    {
        if (await sentinel.RunAsync(command, cancellation).ConfigureAwait(false) is RespReply.Error refused)
        {
            throw new LabException($"{string.Join(' ', command)} on {sentinel.Port} was refused: {refused.Message}");
        }
    }

    private string Name(PlannedFault fault) => stage.Deployment.MasterNames[fault.Target % stage.Deployment.MasterNames.Count];

    private SentinelNode Sentinel(PlannedFault fault) => stage.Deployment.Sentinels[fault.Target];

    /// <summary>For what concerns one sentinel's knowledge of one master, the variant chooses the master.</summary>
    private string MasterOf(PlannedFault fault) => stage.Deployment.MasterNames[(int)(fault.Variant * stage.Deployment.MasterNames.Count)];

    private Task<RedisNode> MasterAsync(PlannedFault fault, CancellationToken cancellation) => stage.Deployment.CurrentMasterAsync(Name(fault), cancellation);

    private async Task<RedisNode> ReplicaAsync(PlannedFault fault, CancellationToken cancellation)
    {
        var master = await MasterAsync(fault, cancellation).ConfigureAwait(false);
        var replicas = stage.Deployment.Nodes.Where(node => node.MasterName == master.MasterName && node != master).ToList();
        return replicas[(int)(fault.Variant * replicas.Count)];
    }

    private Task<FaultOutcome> KillNodeAsync(PlannedFault fault, RedisNode node, CancellationToken cancellation) => StrikeAsync(
        fault, node, new DisturbedPart.Node(node.Port), $"{node.MasterName} {node.Port}", () => RedisDeployment.StopNodeAsync(node), () => RedisDeployment.RestartNodeAsync(node, Deadline, CancellationToken.None), cancellation);

    private Task<FaultOutcome> FreezeNodeAsync(PlannedFault fault, RedisNode node, CancellationToken cancellation) => StrikeAsync(
        fault, node, new DisturbedPart.Node(node.Port), $"{node.MasterName} {node.Port}", Now(() => RedisDeployment.FreezeNode(node)), Now(() => RedisDeployment.ContinueNode(node)), cancellation);

    private Task<FaultOutcome> KillSentinelAsync(PlannedFault fault, CancellationToken cancellation)
    {
        var sentinel = Sentinel(fault);
        return StrikeAsync(
            fault, sentinel, new DisturbedPart.Sentinel(sentinel.Port), Text(sentinel.Port), () => RedisDeployment.StopSentinelAsync(sentinel), () => RedisDeployment.StartSentinelAsync(sentinel, Deadline, CancellationToken.None), cancellation);
    }

    private Task<FaultOutcome> FreezeSentinelAsync(PlannedFault fault, CancellationToken cancellation)
    {
        var sentinel = Sentinel(fault);
        return StrikeAsync(
            fault, sentinel, new DisturbedPart.Sentinel(sentinel.Port), Text(sentinel.Port), Now(() => RedisDeployment.FreezeSentinel(sentinel)), Now(() => RedisDeployment.ContinueSentinel(sentinel)), cancellation);
    }

    private Task<FaultOutcome> PartitionAsync(PlannedFault fault, CancellationToken cancellation)
    {
        var sentinel = Sentinel(fault);
        var proxy = sentinel.Proxy!;
        ProxyMode[] modes = [new ProxyMode.BlackHole(), new ProxyMode.BlackHole(), new ProxyMode.CutHalf(), new ProxyMode.Refuse(), new ProxyMode.SlowReader(), new ProxyMode.Delay(TimeSpan.FromMilliseconds(700))];
        var mode = modes[(int)(fault.Variant * modes.Length)];
        return StrikeAsync(
            fault, sentinel, new DisturbedPart.Sentinel(sentinel.Port), $"{sentinel.Port} ({mode.GetType().Name})", Now(() => proxy.Set(mode)), Now(() => proxy.Set(new ProxyMode.Forward())), cancellation);
    }

    private Task<FaultOutcome> ResetAsync(PlannedFault fault, CancellationToken cancellation)
    {
        var sentinel = Sentinel(fault);
        return StrikeAsync(
            fault, sentinel, new DisturbedPart.SentinelMemory(sentinel.Port), $"{sentinel.Port} {MasterOf(fault)}", () => MustAsync(sentinel, ["SENTINEL", "RESET", MasterOf(fault)], cancellation), Nothing, cancellation);
    }

    private async Task<FaultOutcome> RemonitorAsync(PlannedFault fault, IReadOnlyList<SentinelNode> sentinels, CancellationToken cancellation)
    {
        var name = fault.Kind == FaultKind.RemonitorAll ? Name(fault) : MasterOf(fault);
        var master = await stage.Deployment.CurrentMasterAsync(name, cancellation).ConfigureAwait(false);
        var entries = sentinels.Select(sentinel => stage.Book.Begin($"{fault.Kind} {sentinel.Port} {name} at {master.Port}", new DisturbedPart.SentinelMemory(sentinel.Port))).ToList();
        try
        {
            foreach (var sentinel in sentinels.Where(sentinel => sentinel.IsLive))
            {
                await MonitorAgainAsync(sentinel, name, master.Port, cancellation).ConfigureAwait(false);
            }

            await LastAsync(fault, cancellation).ConfigureAwait(false);
            return Done;
        }
        finally
        {
            entries.ForEach(entry => entry.Dispose());
        }
    }

    private Task<FaultOutcome> ChangeQuorumAsync(PlannedFault fault, CancellationToken cancellation)
    {
        var sentinel = Sentinel(fault);
        var quorum = stage.Deployment.Options.Quorum;
        var other = fault.Variant < 0.5 ? quorum - 1 : quorum + 1;
        return StrikeAsync(
            fault,
            sentinel,
            new DisturbedPart.SentinelMemory(sentinel.Port),
            $"{sentinel.Port} {MasterOf(fault)} to {Text(other)}",
            () => MustAsync(sentinel, ["SENTINEL", "SET", MasterOf(fault), "quorum", Text(other)], cancellation),
            () => RestoreQuorumAsync(sentinel, MasterOf(fault)),
            cancellation);
    }

    private Task RestoreQuorumAsync(SentinelNode sentinel, string master) =>
        MustAsync(sentinel, ["SENTINEL", "SET", master, "quorum", Text(stage.Deployment.Options.Quorum)], CancellationToken.None);

    private async Task<FaultOutcome> FailOverAsync(PlannedFault fault, CancellationToken cancellation)
    {
        var live = stage.Deployment.Sentinels.Where(sentinel => sentinel.IsLive).ToList();
        if (live.Count == 0)
        {
            return new FaultOutcome.Impossible("no sentinel runs");
        }

        await stage.Deployment.FailoverAsync(Name(fault), live[(int)(fault.Variant * live.Count)], cancellation).ConfigureAwait(false);
        return Done;
    }

    private WorkerJournal.Postgres Postgres(PlannedFault fault) =>
        stage.Journal as WorkerJournal.Postgres ?? throw new InvalidOperationException($"{fault.Kind} was planned for a journal that is not in PostgreSQL.");

    private Task<FaultOutcome> KillWorkersAsync(PlannedFault fault, IReadOnlyList<ProofWorker> workers, CancellationToken cancellation) => StrikeAsync(
        fault,
        workers,
        [.. workers.Select(worker => new DisturbedPart.Worker(worker.Number))],
        string.Join(", ", workers.Select(worker => Text(worker.Number))),
        () => Task.WhenAll(workers.Select(worker => worker.KillAsync())),
        () => Task.WhenAll(workers.Select(worker => stage.Journal is WorkerJournal.Postgres ? worker.StartAgainUntilItLivesAsync() : worker.StartAgainAsync())),
        cancellation);

    /// <summary>Nobody can decide meanwhile: it is a fault of every worker.</summary>
    private Task<FaultOutcome> StopPostgresAsync(PlannedFault fault, WorkerJournal.Postgres journal, CancellationToken cancellation) => StrikeAsync(
        fault,
        [journal.Server],
        [.. stage.Workers.Select(worker => new DisturbedPart.Worker(worker.Number))],
        "",
        () => fault.Kind == FaultKind.PostgresKill ? journal.Server.KillAsync() : journal.Server.StopAsync(Deadline),
        () => journal.Server.StartAgainAsync(Deadline, CancellationToken.None),
        cancellation);

    private Task<FaultOutcome> CutFromPostgresAsync(PlannedFault fault, WorkerJournal.Postgres journal, CancellationToken cancellation)
    {
        var way = journal.Ways[fault.Target];
        ProxyMode[] modes = [new ProxyMode.BlackHole(), new ProxyMode.Refuse(), new ProxyMode.CutHalf(), new ProxyMode.Delay(TimeSpan.FromMilliseconds(300))];
        var mode = modes[(int)(fault.Variant * modes.Length)];
        return StrikeAsync(
            fault,
            way,
            new DisturbedPart.Worker(fault.Target),
            $"{fault.Target} ({mode.GetType().Name})",
            Now(() => way.Set(mode)),
            Now(() => way.Set(new ProxyMode.Forward())),
            cancellation);
    }

    private Task<FaultOutcome> FreezeWorkerAsync(PlannedFault fault, CancellationToken cancellation)
    {
        var worker = stage.Workers[fault.Target];
        return StrikeAsync(fault, worker, new DisturbedPart.Worker(worker.Number), Text(worker.Number), Now(() => worker.Process.Freeze()), Now(() => worker.Process.Continue()), cancellation);
    }

    /// <summary>Nothing else is done to that worker meanwhile, so it keeps its process.</summary>
    private Task<FaultOutcome> BlindAsync(PlannedFault fault, CancellationToken cancellation)
    {
        var worker = stage.Workers[fault.Target];
        var count = 1 + (int)(fault.Variant * stage.Deployment.Sentinels.Count);
        var hidden = stage.Deployment.Sentinels.Concat(stage.Deployment.Sentinels).Skip(fault.Target % stage.Deployment.Sentinels.Count).Take(count).ToList();
        var process = 0;
        return StrikeAsync(
            fault,
            worker,
            new DisturbedPart.Worker(worker.Number),
            $"{Text(worker.Number)} to {string.Join(", ", hidden.Select(sentinel => Text(sentinel.Port)))}",
            Now(() =>
            {
                process = worker.Process.Id;
                hidden.ForEach(sentinel => sentinel.Proxy!.ShutOut(process));
            }),
            Now(() => hidden.ForEach(sentinel => sentinel.Proxy!.LetIn(process))),
            cancellation);
    }

    private Task<FaultOutcome> StopBrokerAsync(PlannedFault fault, CancellationToken cancellation)
    {
        var broker = stage.Receivers.Broker!;
        return StrikeAsync(
            fault,
            broker,
            new DisturbedPart.Receiver(ProofReceivers.BusName),
            "",
            () => fault.Kind == FaultKind.BrokerKill ? broker.KillAsync() : broker.StopAsync(Deadline),
            () => broker.StartAgainAsync(Deadline, CancellationToken.None),
            cancellation);
    }

    private Task<FaultOutcome> AnswerAsync(PlannedFault fault, SinkAnswer answer, CancellationToken cancellation) => StrikeAsync(
        fault,
        stage.Receivers.Hook,
        new DisturbedPart.Receiver(ProofReceivers.HookName),
        "",
        Now(() => stage.Receivers.HookAnswer = answer),
        Now(() => stage.Receivers.HookAnswer = SinkAnswer.Accepted),
        cancellation);

    private Task<FaultOutcome> RefuseWebhookAsync(PlannedFault fault, CancellationToken cancellation) => StrikeAsync(
        fault,
        stage.Receivers.Hook,
        new DisturbedPart.Receiver(ProofReceivers.HookName),
        "",
        Now(() => stage.Receivers.HookProxy.Set(new ProxyMode.Refuse())),
        Now(() => stage.Receivers.HookProxy.Set(new ProxyMode.Forward())),
        cancellation);

    private Task<FaultOutcome> RefuseMailAsync(PlannedFault fault, CancellationToken cancellation) => StrikeAsync(
        fault,
        stage.Receivers.Mail,
        new DisturbedPart.Receiver(ProofReceivers.MailName),
        "",
        () => stage.Receivers.Mail.AnswerWithAsync(new SmtpRule { Id = "chaos", Stage = fault.Variant < 0.5 ? SmtpStage.Mail : SmtpStage.Data, Reply = "451 later" }),
        () => stage.Receivers.Mail.AnswerWithAsync(),
        cancellation);

    private Task<FaultOutcome> KillMailAsync(PlannedFault fault, CancellationToken cancellation) => StrikeAsync(
        fault, stage.Receivers.Mail, new DisturbedPart.Receiver(ProofReceivers.MailName), "", stage.Receivers.Mail.StopAsync, () => stage.Receivers.Mail.StartAsync(Deadline, CancellationToken.None), cancellation);

    /// <summary>Begins, lasts, ends; whoever is struck already is left alone, for two faults of one process cannot be told apart.</summary>
    private Task<FaultOutcome> StrikeAsync(PlannedFault fault, object victim, DisturbedPart part, string who, Func<Task> begin, Func<Task> end, CancellationToken cancellation) =>
        StrikeAsync(fault, [victim], [part], who, begin, end, cancellation);

    private async Task<FaultOutcome> StrikeAsync(
        PlannedFault fault, IReadOnlyList<object> victims, IReadOnlyList<DisturbedPart> parts, string who, Func<Task> begin, Func<Task> end, CancellationToken cancellation)
    {
        lock (gate)
        {
            if (victims.Any(struck.Contains))
            {
                return new FaultOutcome.Impossible("struck by another fault already");
            }

            struck.UnionWith(victims);
        }

        var entries = parts.Select(part => stage.Book.Begin($"{fault.Kind} {who}".TrimEnd(), part)).ToList();
        try
        {
            await begin().ConfigureAwait(false);
            await LastAsync(fault, cancellation).ConfigureAwait(false);
            await end().ConfigureAwait(false);
            return Done;
        }
        finally
        {
            entries.ForEach(entry => entry.Dispose());
            lock (gate)
            {
                struck.ExceptWith(victims);
            }
        }
    }

    private static async Task LastAsync(PlannedFault fault, CancellationToken cancellation)
    {
        try
        {
            await Task.Delay(fault.Duration, TimeProvider.System, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Ended early.
        }
    }

    private static Task Nothing() => Task.CompletedTask;

    private static Func<Task> Now(Action action) => () =>
    {
        action();
        return Task.CompletedTask;
    };
}
