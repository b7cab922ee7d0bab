using System.Globalization;
using SentinelEvents.Contracts;

namespace SentinelEvents.Lab;

/// <summary>What arrived where, counted by the receivers and not by the sender.</summary>
/// <param name="Raw">Messages that the sentinels published.</param>
/// <param name="Copies">Those of them that are copies of <c>+switch-master</c>.</param>
/// <param name="Mails">Files in the pickup directory.</param>
/// <param name="Webhooks">Requests, whatever they say.</param>
/// <param name="Switches">Those of them that announce a switch.</param>
/// <param name="Signature">What an independent look at the first one's signature says.</param>
/// <param name="Bus">Messages from RabbitMQ that announce a switch.</param>
/// <param name="Journalled">Ids of the switches in the journal.</param>
internal sealed record DemoFindings(
    int Raw,
    int Copies,
    IReadOnlyList<string> Mails,
    IReadOnlyList<RecordedRequest> Webhooks,
    IReadOnlyList<ReceivedSwitch> Switches,
    SignatureVerdict? Signature,
    IReadOnlyList<TappedMessage> Bus,
    IReadOnlyList<Guid> Journalled)
{
    /// <summary>One of each, all of the same event, and the signature holds.</summary>
    internal bool ExactlyOnce =>
        Mails.Count == 1 && Webhooks.Count == 1 && Switches is [var told] && Signature == SignatureVerdict.Valid
        && Bus is [var message] && Journalled is [var id]
        && message.EventId == id && told.Request.Header("webhook-id") == id.ToString();

    internal string Counts => string.Create(
        CultureInfo.InvariantCulture,
        $"{Number(Mails.Count, "mail")}, {Number(Webhooks.Count, "webhook")}, {Number(Bus.Count, "bus message")}, {Number(Journalled.Count, "journal entry", "journal entries")}");

    internal static async Task<DemoFindings> LookAsync(DemoStage stage, DemoFeed feed, TimeSpan deadline)
    {
        var journalled = await JournalledSwitches.ReadAsync(stage.Watch.Worker, deadline).ConfigureAwait(false);
        var requests = stage.Sink.Requests;
        return new DemoFindings(
            feed.Raw.Count,
            feed.Raw.Count(message => message.Channel == "+switch-master"),
            Directory.Exists(stage.Watch.MailDirectory) ? Directory.GetFiles(stage.Watch.MailDirectory, "*.eml") : [],
            requests,
            [.. requests.Select(ReceivedSwitch.TryRead).OfType<ReceivedSwitch>()],
            requests.Count == 0 ? null : WebhookSignature.Verify(requests[0], stage.Watch.Secret),
            [.. stage.Bus.Received.Where(message => message.Kind == nameof(EventKind.MasterSwitched))],
            journalled);
    }

    private static string Number(int count, string one, string? many = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many ?? one + "s")}");
}
