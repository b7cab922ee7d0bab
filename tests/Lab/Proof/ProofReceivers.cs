using System.Text.Json.Nodes;
using SentinelEvents.Contracts;

namespace SentinelEvents.Lab;

/// <summary>Who is told: a webhook sink, a mailbox, and with a broker a consumer in a process of its own.</summary>
internal sealed class ProofReceivers : IAsyncDisposable
{
    public const string Cluster = "proof";
    public const string BusName = "bus";
    public const string HookName = "webhook";
    public const string MailName = "mail";
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    private readonly Stack<IAsyncDisposable> parts = [];
    private readonly HashSet<int> accepted = [];
    private readonly Lock gate = new();

    private ProofReceivers()
    {
    }

    public RabbitMqServer? Broker { get; private set; }

    public BusListener? Consumer { get; private set; }

    public WebhookSink Hook { get; private set; } = null!;

    /// <summary>Stands before the sink: to refuse connections, or to be silent, is its part.</summary>
    public TcpProxy HookProxy { get; private set; } = null!;

    public SmtpServer Mail { get; private set; } = null!;

    /// <summary>How the webhook answers.</summary>
    public SinkAnswer HookAnswer { get; set; } = SinkAnswer.Accepted;

    /// <summary>The <c>Bus</c> section of a worker's configuration.</summary>
    public JsonObject Bus => Broker is null
        ? new JsonObject { ["Transport"] = "InMemory" }
        : new JsonObject { ["Transport"] = "RabbitMq", ["RabbitMq"] = new JsonObject { ["Uri"] = Broker.Uri.ToString() } };

    /// <summary>The <c>Destinations</c> section.</summary>
    public JsonObject Destinations => new()
    {
        [HookName] = new JsonObject { ["Kind"] = "Webhook", ["Url"] = $"http://127.0.0.1:{HookProxy.Port}/hook", ["Secrets"] = new JsonArray(Secret), ["Timeout"] = "00:00:05" },
        [MailName] = new JsonObject
        {
            ["Kind"] = "Email",
            ["From"] = "sentinel@example.org",
            ["To"] = new JsonArray("ops@example.org"),
            ["Smtp"] = new JsonObject { ["Host"] = "127.0.0.1", ["Port"] = Mail.Port },
        },
    };

    /// <summary>The <c>Routes</c> section: people, too, are told of everything at once, so that nothing that is missing can be called spared.</summary>
    public static JsonArray Routes => new(new JsonObject { ["To"] = new JsonArray(HookName, MailName), ["FlapWait"] = "00:00:00" });

    public IReadOnlyList<ReceiverAccount> Accounts
    {
        get
        {
            List<ReceiverAccount> accounts = [];
            if (Consumer is not null)
            {
                accounts.Add(new ReceiverAccount(BusName, [.. Consumer.Received.Select(delivery => new Told(delivery.EventId, delivery.Kind, delivery.ReceivedAt, SentinelEventJson.Deserialize(delivery.Body!.ToJsonString())))]));
            }

            HashSet<int> taken;
            lock (gate)
            {
                taken = [.. accepted];
            }

            accounts.Add(new ReceiverAccount(HookName, [.. Hook.Requests.Where(request => taken.Contains(request.Number)).Select(Read)]));
            accounts.Add(new ReceiverAccount(MailName, [.. Mail.Messages.Select(Read)]));
            return accounts;
        }
    }

    public static async Task<ProofReceivers> StartAsync(bool withBroker, CancellationToken cancellation)
    {
        var receivers = new ProofReceivers();
        try
        {
            if (withBroker)
            {
                receivers.Broker = receivers.Keep(await RabbitMqServer.StartAsync(Deadline, cancellation).ConfigureAwait(false));
                // First of all: what is published before a queue is bound goes nowhere.
                receivers.Consumer = receivers.Keep(await BusListener.StartAsync(receivers.Broker.Uri, "proof", Deadline, cancellation).ConfigureAwait(false));
            }

            receivers.Hook = receivers.Keep(await WebhookSink.StartAsync(cancellation).ConfigureAwait(false));
            receivers.Hook.AnswerWith(receivers.Answer);
            receivers.HookProxy = receivers.Keep(TcpProxy.Start(receivers.Hook.Port));
            receivers.Mail = receivers.Keep(await SmtpServer.StartAsync(new SmtpServerOptions(), Deadline, cancellation).ConfigureAwait(false));
            return receivers;
        }
        catch
        {
            await receivers.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        while (parts.TryPop(out var part))
        {
            await part.DisposeAsync().ConfigureAwait(false);
        }
    }

    private SinkAnswer Answer(RecordedRequest request)
    {
        var answer = HookAnswer;
        if (answer is SinkAnswer.Status { Code: >= 200 and < 300 })
        {
            lock (gate)
            {
                accepted.Add(request.Number);
            }
        }

        return answer;
    }

    private static Told Read(RecordedRequest request)
    {
        var e = SentinelEventJson.Deserialize(JsonNode.Parse(request.Text)!["data"]!.ToJsonString());
        // The id that a receiver goes by is the header's; that it is the event's own is part of the contract.
        var id = Guid.Parse(request.Header("webhook-id") ?? throw new LabException("A webhook without webhook-id came."));
        return id == e.EventId ? new Told(id, e.Kind, request.At, e) : throw new LabException($"A webhook with the id {id} holds the event {e.EventId}.");
    }

    private static Told Read(KeptMail kept)
    {
        var mail = kept.Parse();
        return new Told(Guid.Parse(mail.Headers["X-SentinelEvents-Event"]!), Enum.Parse<EventKind>(mail.Headers["X-SentinelEvents-Kind"]!), kept.At, null);
    }

    private T Keep<T>(T part)
        where T : IAsyncDisposable
    {
        parts.Push(part);
        return part;
    }
}
