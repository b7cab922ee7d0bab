namespace SentinelEvents.Lab;

/// <summary>How often a kind of fault comes, whom it strikes, and how long it lasts.</summary>
/// <param name="Weight">Its share among all kinds.</param>
/// <param name="Of">What it strikes.</param>
/// <param name="Shortest">Seconds.</param>
/// <param name="Longest">Seconds.</param>
internal sealed record FaultShape(int Weight, FaultVictim Of, double Shortest, double Longest)
{
    public static IReadOnlyDictionary<FaultKind, FaultShape> All { get; } = new Dictionary<FaultKind, FaultShape>
    {
        [FaultKind.MasterKill] = new(4, FaultVictim.Master, 4, 20),
        [FaultKind.MasterFreeze] = new(3, FaultVictim.Master, 1, 15),
        [FaultKind.ReplicaKill] = new(1, FaultVictim.Master, 1, 15),
        [FaultKind.ReplicaFreeze] = new(1, FaultVictim.Master, 1, 10),
        [FaultKind.MasterRestart] = new(1, FaultVictim.Master, 0, 0),
        [FaultKind.SentinelKill] = new(2, FaultVictim.Sentinel, 1, 25),
        [FaultKind.SentinelFreeze] = new(2, FaultVictim.Sentinel, 1, 20),
        [FaultKind.SentinelRestart] = new(1, FaultVictim.Sentinel, 0, 0),
        [FaultKind.SentinelPartition] = new(3, FaultVictim.Sentinel, 2, 30),
        [FaultKind.SentinelReset] = new(1, FaultVictim.SentinelOfMaster, 15, 15),
        [FaultKind.RemonitorAll] = new(1, FaultVictim.Master, 15, 15),
        [FaultKind.RemonitorOne] = new(1, FaultVictim.SentinelOfMaster, 15, 15),
        [FaultKind.QuorumChange] = new(1, FaultVictim.SentinelOfMaster, 5, 20),
        [FaultKind.ManualFailover] = new(4, FaultVictim.Master, 0, 0),
        [FaultKind.WorkerKill] = new(3, FaultVictim.Worker, 0, 10),
        [FaultKind.WorkerFreeze] = new(2, FaultVictim.Worker, 1, 20),
        [FaultKind.BrokerKill] = new(1, FaultVictim.Broker, 1, 15),
        [FaultKind.BrokerStop] = new(1, FaultVictim.Broker, 1, 15),
        [FaultKind.WebhookError] = new(1, FaultVictim.Webhook, 3, 20),
        [FaultKind.WebhookHang] = new(1, FaultVictim.Webhook, 3, 20),
        [FaultKind.WebhookRefuse] = new(1, FaultVictim.Webhook, 3, 20),
        [FaultKind.MailRefuse] = new(1, FaultVictim.Mail, 3, 20),
        [FaultKind.MailKill] = new(1, FaultVictim.Mail, 1, 15),
        [FaultKind.AllWorkersKill] = new(1, FaultVictim.AllWorkers, 1, 15),
        [FaultKind.PostgresStop] = new(1, FaultVictim.Postgres, 0, 8),
        [FaultKind.PostgresKill] = new(1, FaultVictim.Postgres, 0, 8),
        [FaultKind.PostgresCut] = new(3, FaultVictim.Worker, 1, 25),
        [FaultKind.WorkerBlinded] = new(4, FaultVictim.Worker, 3, 30),
    };

    /// <summary>The kinds that a stage of these options can play.</summary>
    public static IEnumerable<FaultKind> Possible(ChaosOptions options) => All.Keys.Where(kind => kind switch
    {
        FaultKind.AllWorkersKill or FaultKind.WorkerBlinded => options.Workers > 1,
        FaultKind.PostgresStop or FaultKind.PostgresKill or FaultKind.PostgresCut => options.Journal == JournalKind.Postgres,
        _ => true,
    });
}
