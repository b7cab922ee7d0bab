using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events.Inspection;

namespace SentinelEvents.Worker.Health.Rules;

internal sealed class ClientsOnDemoted : ILintRule
{
    private const int Shown = 4;

    public RuleText Text { get; } = new(
        "SE064",
        nameof(ClientsOnDemoted),
        Severity.Warning,
        "Clients go round Sentinel",
        "They write to a node that is not the master, or stayed with one that no longer is: a fixed address in their configuration, or a connection kept over a switch. Their writes are refused, or, while that node believes itself master, taken and lost.",
        "CLIENT LIST of every data node that is not the agreed master: last command, name, library, age",
        "Have them ask the sentinels for the master, and connect anew when a connection breaks.");

    public IEnumerable<Discovery> Look(Fleet fleet)
    {
        foreach (var node in fleet.Inspection.Nodes.Where(node => node is { IsRead: true, Clients.Count: > 0 } && !fleet.IsMaster(node.Address)))
        {
            var masters = node.Masters.Select(fleet.Master).OfType<MasterSurvey>().ToList();
            if (masters.Count == 0 || masters.Exists(master => master.IsFailingOver))
            {
                continue;
            }

            var isMaster = node.Role == "master";
            var clients = node.Clients!.Where(client => isMaster || WriteCommands.Contains(client.Command)).OrderBy(client => client.Idle).ThenBy(client => client.Address.ToString(), StringComparer.Ordinal).ToList();
            if (clients.Count > 0)
            {
                yield return new Discovery(
                    masters[0].Name,
                    node.Address.ToString(),
                    $"{Wording.Count(clients.Count, "client")} on {node.Address}, {(isMaster ? "which believes itself master" : "a replica")}, while the master is {masters[0].Address}: {string.Join("; ", clients.Take(Shown).Select(Describe))}{(clients.Count > Shown ? $"; and {Wording.Number(clients.Count - Shown)} more" : "")}",
                    $"let them find the master by SENTINEL GET-MASTER-ADDR-BY-NAME {Cures.Word(masters[0].Name)}; at once: {Cures.On(node.Address, isMaster ? [Cures.ReplicaOf(masters[0].Address), "CLIENT KILL TYPE normal"] : ["CLIENT KILL TYPE normal"])}")
                {
                    Severity = isMaster && clients.Exists(client => WriteCommands.Contains(client.Command)) ? Severity.Critical : null,
                };
            }
        }
    }

    private static string Describe(ConnectedClient client) => string.Join(
        ", ",
        new[]
        {
            client.Address.ToString(),
            client.Name.Length > 0 ? client.Name : null,
            client.Library.Length > 0 ? client.Library : null,
            $"connected {Wording.For(client.Connected)}",
            client.Command.Length > 0 ? $"last {client.Command} {Wording.For(client.Idle)} ago" : null,
        }.OfType<string>());
}
