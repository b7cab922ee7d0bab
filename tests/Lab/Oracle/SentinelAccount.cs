using System.Globalization;

namespace SentinelEvents.Lab;

/// <summary>
/// What one sentinel's own log file says. A log is written by the process itself, line by line and unbuffered, whatever becomes of its
/// connections: it misses nothing but the moment of a kill.
/// </summary>
internal sealed class SentinelAccount
{
    private readonly Dictionary<(DownFlag Flag, string Subject, string Master), DateTimeOffset> open = [];
    private readonly Dictionary<string, long> attempts = new(StringComparer.Ordinal);
    private readonly List<DownClaim> downs = [];
    private readonly List<Promotion> promotions = [];
    private readonly List<LoggedAdoption> adoptions = [];
    private readonly List<SentinelLine> lines = [];

    private SentinelAccount(int port) => Port = port;

    public int Port { get; }

    /// <summary>Its id, as it names itself at its start.</summary>
    public string Id { get; private set; } = "";

    public IReadOnlyList<SentinelLine> Lines => lines;

    public IReadOnlyList<DownClaim> Downs => downs;

    public IReadOnlyList<Promotion> Promotions => promotions;

    public IReadOnlyList<LoggedAdoption> Adoptions => adoptions;

    /// <param name="port">Where the sentinel listens.</param>
    /// <param name="log">The lines of its log file.</param>
    /// <param name="end">When the log was read: what is open then ends there.</param>
    public static SentinelAccount Read(int port, IEnumerable<string> log, DateTimeOffset end)
    {
        var account = new SentinelAccount(port);
        SentinelLine? before = null;
        foreach (var line in log.Select(SentinelLine.TryParse).OfType<SentinelLine>())
        {
            account.lines.Add(line);
            account.Take(line, before);
            before = line;
        }

        foreach (var key in account.open.Keys.ToList())
        {
            account.Close(key, end);
        }

        return account;
    }

    private void Take(SentinelLine line, SentinelLine? before)
    {
        var words = line.Text.Split(' ');
        switch (line.Event)
        {
            case SentinelLine.Started:
                Id = line.Text;
                attempts.Clear();
                CloseAll(_ => true, line.At);
                break;
            case "+sdown" when words is ["master", var name, var host, var port]:
                open.TryAdd((DownFlag.MasterSDown, $"{host}:{port}", name), line.At);
                break;
            case "+odown" when words is ["master", var name, var host, var port, ..]:
                open.TryAdd((DownFlag.MasterODown, $"{host}:{port}", name), line.At);
                break;
            case "+sdown" when words is ["sentinel", var id, _, _, "@", var name, ..]:
                open.TryAdd((DownFlag.SentinelSDown, id, name), line.At);
                break;
            case "-sdown" when words is ["master", var name, var host, var port]:
                Close((DownFlag.MasterSDown, $"{host}:{port}", name), line.At);
                break;
            case "-odown" when words is ["master", var name, var host, var port]:
                Close((DownFlag.MasterODown, $"{host}:{port}", name), line.At);
                break;
            case "-sdown" when words is ["sentinel", var id, _, _, "@", var name, ..]:
                Close((DownFlag.SentinelSDown, id, name), line.At);
                break;
            case "+try-failover" when words is ["master", var name, ..] && before is { Event: "+new-epoch" }:
                // The two are written by one function, one right after the other: this is the attempt's epoch.
                attempts[name] = long.Parse(before.Text, CultureInfo.InvariantCulture);
                break;
            case "+promoted-slave" when words is ["slave", _, var host, var port, "@", var name, ..] && attempts.TryGetValue(name, out var epoch):
                promotions.Add(new Promotion(Port, name, epoch, $"{host}:{port}", line.At));
                break;
            case "+switch-master" when words is [var name, _, _, var host, var port]:
                adoptions.Add(new LoggedAdoption(Port, name, $"{host}:{port}", line.At));
                // A switch wipes the flags of the master without a word; those of other sentinels stay.
                CloseAll(key => key.Master == name && key.Flag != DownFlag.SentinelSDown, line.At);
                break;
            case "+reset-master" or "-monitor" when words is ["master", var name, ..]:
                attempts.Remove(name);
                CloseAll(key => key.Master == name, line.At);
                break;
        }
    }

    private void CloseAll(Func<(DownFlag Flag, string Subject, string Master), bool> which, DateTimeOffset at)
    {
        foreach (var key in open.Keys.Where(which).ToList())
        {
            Close(key, at);
        }
    }

    private void Close((DownFlag Flag, string Subject, string Master) key, DateTimeOffset at)
    {
        if (open.Remove(key, out var since))
        {
            downs.Add(new DownClaim(Port, key.Flag, key.Subject, key.Master, since, at));
        }
    }
}
