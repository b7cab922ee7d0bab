namespace SentinelEvents.Fuzz.Inputs;

/// <summary>What sentinels and data nodes answer, in the fields of Redis 7.</summary>
internal static class ReplySamples
{
    public const string Master =
        "name mymaster ip 10.0.0.1 port 6379 runid 5f0c7b7f4b1f7f7cf3a2f1f6d1f5b1f0a1b2c3d4 flags master link-pending-commands 0 link-refcount 1 last-ping-sent 0 last-ok-ping-reply 551 last-ping-reply 551 "
        + "down-after-milliseconds 5000 info-refresh 2159 role-reported master role-reported-time 2182000 config-epoch 6 num-slaves 2 num-other-sentinels 2 quorum 2 failover-timeout 60000 parallel-syncs 1";

    public const string DownMaster =
        "name cache ip fe80::1%eth0 port 0 runid  flags s_down,o_down,master,disconnected,failover_in_progress,master_reboot s-down-time 5001 o-down-time 3000 down-after-milliseconds 5000 role-reported slave role-reported-time 12 "
        + "config-epoch 9223372036854775807 failover-state reconf_slaves num-slaves 0 num-other-sentinels 4 quorum 3 failover-timeout 180000 parallel-syncs 1";

    public const string Replica =
        "name 10.0.0.2:6379 ip 10.0.0.2 port 6379 runid 8a1de5e2c9b04c2a9f60b6f1c1a7d3e4f5061728 flags slave down-after-milliseconds 5000 info-refresh 5500 role-reported slave role-reported-time 2176000 master-link-down-time 0 "
        + "master-link-status ok master-host 10.0.0.1 master-port 6379 slave-priority 100 slave-repl-offset 123456789 replica-announced 1";

    public const string Sentinel =
        "name 8a1de5e2c9b04c2a9f60b6f1c1a7d3e4f5061728 ip 10.0.0.12 port 26379 runid 8a1de5e2c9b04c2a9f60b6f1c1a7d3e4f5061728 flags sentinel,s_down,disconnected s-down-time 200 down-after-milliseconds 5000 last-hello-message 188 "
        + "voted-leader ? voted-leader-epoch 0";

    private const string ServerInfo =
        "$# Server\u001fredis_version:7.0.15\u001frun_id:c3b2a19087f6e5d4c3b2a19087f6e5d4c3b2a190\u001fuptime_in_seconds:12345\u001ftcp_port:26379\u001f\n";

    private const string SentinelInfo = "$# Sentinel\u001fsentinel_masters:2\u001fsentinel_tilt:0\u001fsentinel_running_scripts:0\u001fsentinel_scripts_queue_length:0\u001fmaster0:name=mymaster,status=ok,address=10.0.0.1:6379,slaves=2,sentinels=3\u001fmaster1:name=cache,status=odown,address=fe80::1%eth0:0,slaves=0,sentinels=5\u001f\n";

    private const string NodeInfo =
        "$# Server\u001fredis_version:7.0.15\u001frun_id:5f0c7b7f4b1f7f7cf3a2f1f6d1f5b1f0a1b2c3d4\u001fuptime_in_seconds:12345\u001f# Clients\u001fconnected_clients:12\u001fmaxclients:10000\u001f# Memory\u001fused_memory:1048576\u001f"
        + "total_system_memory:8589934592\u001fmaxmemory:0\u001f# Persistence\u001faof_enabled:1\u001fmaster_link_status:up\u001f# Replication\u001frole:master\u001fconnected_slaves:2\u001f"
        + "slave0:ip=10.0.0.2,port=6379,state=online,offset=123456,lag=0\u001fmaster_repl_offset:123456\u001frepl_backlog_size:1048576\u001f\n";

    public static string SentinelScript { get; } =
        "@MYID\n$5f0c7b7f4b1f7f7cf3a2f1f6d1f5b1f0a1b2c3d4\n@INFO server\n" + ServerInfo + "@INFO sentinel\n" + SentinelInfo
        + "@MASTERS\n*2\n" + ReplyScript.Fields(Master) + ReplyScript.Fields(DownMaster)
        + "@GET-MASTER-ADDR-BY-NAME\n*2\n$10.0.0.1\n$6379\n*2\n$10.0.0.1\n$6379\n*2\n$fe80::1\n$0\n*2\n$fe80::1\n$0\n"
        + "@MASTER\n" + ReplyScript.Fields(Master) + ReplyScript.Fields(DownMaster) + "-ERR No such master with that name\n"
        + "@REPLICAS\n*1\n" + ReplyScript.Fields(Replica) + "*0\n@SENTINELS\n*1\n" + ReplyScript.Fields(Sentinel) + "*-1\n"
        + "@CKQUORUM\n+OK 3 usable Sentinels. Quorum and failover authorization can be reached\n-NOQUORUM 1 usable Sentinels. Not enough available Sentinels to reach the specified quorum for this master\n";

    /// <summary>Of a sentinel whose user may do little.</summary>
    public static string DeniedScript { get; } =
        "@MYID\n-NOPERM this user has no permissions to run the 'sentinel|myid' command\n@INFO server\n-NOPERM no\n@INFO sentinel\n_\n@MASTERS\n*1\n" + ReplyScript.Fields(Master)
        + "@GET-MASTER-ADDR-BY-NAME\n-NOAUTH Authentication required.\n*-1\n@MASTER\n_\n@REPLICAS\n-NOPERM no\n@SENTINELS\n-NOPERM no\n@CKQUORUM\n!\n@ROLE\n-NOPERM no\n@INFO\n-NOPERM no\n@CLIENT LIST\n-NOPERM no\n@CONFIG GET\n-NOPERM no\n";

    public static string NodeScript { get; } =
        "@ROLE\n*3\n$master\n:123456\n*1\n*3\n$10.0.0.2\n$6379\n$123456\n@INFO\n" + NodeInfo
        + "@CLIENT LIST\n$id=3 addr=10.0.0.9:51234 name=app age=120 idle=2 flags=N sub=0 psub=0 cmd=set lib-name=jedis lib-ver=5.1.0\u001fid=4 addr=10.0.0.2:6379 flags=S cmd=replconf\u001f\n"
        + "@CONFIG GET\n*2\n$maxclients\n$10000\n*2\n$maxmemory\n$0\n*2\n$min-replicas-to-write\n$1\n*2\n$min-replicas-max-lag\n$10\n*2\n$replica-priority\n$100\n*2\n$replica-read-only\n$yes\n*2\n$repl-backlog-size\n$1048576\n"
        + "*2\n$repl-timeout\n$60\n*2\n$client-output-buffer-limit\n$normal 0 0 0 slave 268435456 67108864 60 pubsub 33554432 8388608 60\n*2\n$requirepass\n$" + Promise.Secret + "\n*2\n$masterauth\n$" + Promise.Secret
        + "\n*2\n$masteruser\n$\n*2\n$appendonly\n$yes\n*2\n$save\n$3600 1 300 100\n*2\n$timeout\n$0\n*2\n$tcp-keepalive\n$300\n*2\n$bind\n$* -::*\n*2\n$protected-mode\n$yes\n";

    public static IReadOnlyList<string> Words { get; } =
    [
        "\n*2\n", "\n*-1\n", "\n_\n", "\n:1\n", "\n-ERR x\n", "\n*0\n", "\n*1\n*1\n", "\n@MASTERS\n", "\n@MASTER\n", "\n$name\n", "\n$ip\n", "\n$port\n", "\n$flags\n", "\n$config-epoch\n", "s_down", "o_down", "failover_in_progress",
        "9223372036854775807", "-1", "\n$quorum\n", "\n$down-after-milliseconds\n", "\n!\n", "\n-NOPERM x\n", "\n-NOAUTH x\n", "\n-NOQUORUM 2 x\n", "\n-ERR No such master with that name\n",
    ];
}
