using SentinelEvents.Worker.Sentinels;

namespace SentinelEvents.Fuzz.Targets;

/// <summary>A data node's answer to <c>CLIENT LIST</c>.</summary>
internal sealed class ClientListTarget : TextTarget
{
    public override string Name => "client-lists";

    public override string Reads => "CLIENT LIST of data nodes, with the names that clients give themselves";

    public override IReadOnlyList<Type> Parsers => [typeof(ClientList)];

    public override int Weight => 20;

    public override long Room(int length) => (64 * 1024) + (1024L * length);

    protected override IReadOnlyList<string> Samples { get; } =
    [
        "id=3 addr=10.0.0.9:51234 laddr=10.0.0.1:6379 fd=8 name=app age=120 idle=2 flags=N db=0 sub=0 psub=0 ssub=0 multi=-1 qbuf=26 cmd=set user=default lib-name=jedis lib-ver=5.1.0\n"
        + "id=4 addr=10.0.0.13:40000 name=sentinel-5f0c7b7f-cmd age=900 idle=0 flags=N cmd=ping\nid=5 addr=10.0.0.2:6379 name= age=900 idle=0 flags=S cmd=replconf\n",
        "id=6 addr=[::1]:51235 fd=8 name= age=1 idle=0 flags=P db=0 sub=1 psub=0 cmd=subscribe\r\nid=7 addr=/tmp/redis.sock:0 name= age=1 idle=0 flags=U cmd=null\r\n",
        "id=8 addr=10.0.0.9:1 name=addr=6.6.6.6:6 cmd=get cmd=set age=99999999999999999999 idle=-5 sub=x",
    ];

    protected override IReadOnlyList<string> Words { get; } = ["addr=", "name=", "cmd=", "flags=S", "age=", "idle=", "sub=1", "lib-name=", "\n", "\r", "\u2028", "\u0085"];

    protected override string Try(string text)
    {
        var clients = ClientList.Parse(text);
        foreach (var client in clients)
        {
            Promise.HidesNothing($"{client.Address} {client.Name} {client.Library} {client.Command}", "what is kept of a client");
            Promise.Hold(client is { Address.Port: >= 0 and <= 65535, Name.Length: <= 100, Library.Length: <= 100, Command.Length: <= 100 }, "what is kept of a client is short", () => client.ToString());
            Promise.Hold(client.Connected >= TimeSpan.Zero && client.Idle >= TimeSpan.Zero, "a client's times are not negative", () => client.ToString());
        }

        var told = Stragglers.Of(clients);
        Promise.Hold(told.Count <= Stragglers.Most, "few clients are told of", () => $"{told.Count}");
        return clients.Count > 0 ? Accepted : "no client in it";
    }
}
