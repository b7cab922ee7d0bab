using System.Globalization;
using System.Text.Json.Nodes;

namespace SentinelEvents.Lab;

/// <summary>Kills all masters of a host at once, with scripts, a bare subscriber and the service beside each other.</summary>
internal sealed class RealStormRun(RealStormOptions options, Action<string> note)
{
    private const string SwitchMaster = "+switch-master";

    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Slowness = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>For how long nobody may say anything more before a round is over: a failover that was not voted for is tried again after twice its time-out.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(15);

    private readonly TimeProvider time = TimeProvider.System;

    internal async Task<IReadOnlyList<RealStormSample>> RunAsync(CancellationToken cancellation)
    {
        List<RealStormSample> samples = [];
        var receivers = Enum.GetValues<Receiver>();
        foreach (var (rounds, alone) in ((int, bool)[])[(options.Rounds, false), (options.Alone, true)])
        {
            for (var round = 0; round < rounds; round++)
            {
                samples.Add(await RoundAsync(receivers[round % receivers.Length], alone, cancellation).ConfigureAwait(false));
            }
        }

        return samples;
    }

    private async Task<RealStormSample> RoundAsync(Receiver receiver, bool alone, CancellationToken cancellation)
    {
        note(string.Create(CultureInfo.InvariantCulture, $"Starting {options.Masters * 2} Redis servers and {options.Sentinels} sentinels; the receiver is {receiver}{(alone ? "; the service is alone" : "")}"));
        await using var scripts = await SinkAsync(receiver, cancellation).ConfigureAwait(false);
        await using var script = new NotificationScripts(scripts.Url);
        await using var deployment = await RedisDeployment.StartAsync(
            new RedisDeploymentOptions
            {
                Masters = options.Masters,
                ReplicasPerMaster = 1,
                Sentinels = options.Sentinels,
                Quorum = (options.Sentinels / 2) + 1,
                DownAfter = TimeSpan.FromSeconds(5),
                NotificationScript = alone ? null : script.Write,
            },
            Deadline,
            cancellation).ConfigureAwait(false);
        await using var rabbit = await RabbitMqServer.StartAsync(Deadline, cancellation).ConfigureAwait(false);
        await using var tap = await BusTap.StartAsync(rabbit.Uri, cancellation).ConfigureAwait(false);
        await using var good = await SinkAsync(Receiver.Good, cancellation).ConfigureAwait(false);
        await using var beside = await SinkAsync(receiver, cancellation).ConfigureAwait(false);
        await using var bare = await SinkAsync(Receiver.Good, cancellation).ConfigureAwait(false);
        await using var poster = alone ? null : await BarePoster.StartAsync([.. deployment.Sentinels.Select(sentinel => sentinel.Port)], bare.Url, "*", Deadline, cancellation).ConfigureAwait(false);
        await using var worker = await MeasuredWorker.StartAsync(
            options.Program,
            deployment.SentinelAddresses,
            options.Masters,
            configuration =>
            {
                configuration["Bus"] = new JsonObject { ["Transport"] = "RabbitMq", ["RabbitMq"] = new JsonObject { ["Uri"] = rabbit.Uri.ToString() } };
                configuration["Destinations"] = new JsonObject
                {
                    ["good"] = new JsonObject { ["Kind"] = "Webhook", ["Url"] = good.Url.ToString() },
                    ["beside"] = new JsonObject { ["Kind"] = "Webhook", ["Url"] = beside.Url.ToString() },
                };
            },
            Deadline,
            cancellation).ConfigureAwait(false);
        List<BareSubscriber> subscribers = [];
        try
        {
            foreach (var sentinel in deployment.Sentinels)
            {
                subscribers.Add(await sentinel.SubscribeAsync(cancellation).ConfigureAwait(false));
            }

            // What was told of the start is not of the storm.
            await QuietAsync(worker, () => [good.Count, tap.Count], TimeSpan.FromSeconds(5), cancellation).ConfigureAwait(false);
            var (scriptsBefore, bareBefore, goodBefore, tapBefore) = (scripts.Count, bare.Count, good.Count, tap.Count);
            note("All masters are killed");
            var killed = time.GetTimestamp();
            foreach (var master in deployment.Nodes.GroupBy(node => node.MasterName).Select(nodes => nodes.First()))
            {
                master.Process!.Send(ProcessSignal.Kill);
            }

            await QuietAsync(
                worker, () => [good.Count, tap.Count, scripts.Count, bare.Count, .. subscribers.Select(subscriber => subscriber.Received.Count)], Quiet, cancellation).ConfigureAwait(false);
            var messages = subscribers.SelectMany(subscriber => subscriber.Received).Where(message => message.Timestamp > killed).OrderBy(message => message.Timestamp).ToList();
            var sample = Account(
                receiver,
                alone,
                killed,
                messages,
                [.. scripts.Requests.Skip(scriptsBefore)],
                [.. bare.Requests.Skip(bareBefore)],
                [.. good.Requests.Skip(goodBefore)],
                [.. tap.Received.Skip(tapBefore)],
                worker.Figures);
            note(string.Create(
                CultureInfo.InvariantCulture,
                $"{sample.Messages} messages in {sample.Span.TotalSeconds:0.0} s; {(alone ? "" : $"scripts: {sample.ScriptPosts} posts, {sample.ScriptUnreported} masters unreported; ")}the service: {sample.OwnOnce} once, {sample.OwnUnreported} unreported"));
            return sample;
        }
        finally
        {
            foreach (var subscriber in subscribers)
            {
                await subscriber.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private static async Task<WebhookSink> SinkAsync(Receiver receiver, CancellationToken cancellation)
    {
        var sink = await WebhookSink.StartAsync(cancellation).ConfigureAwait(false);
        sink.AnswerWith(_ => receiver switch
        {
            Receiver.Slow => new SinkAnswer.Delayed(Slowness, SinkAnswer.Accepted),
            Receiver.Hanging => new SinkAnswer.Hang(),
            _ => SinkAnswer.Accepted,
        });
        return sink;
    }

    /// <summary>Waits until nothing was added to any of the counts for so long.</summary>
    private async Task QuietAsync(MeasuredWorker worker, Func<IReadOnlyList<int>> counts, TimeSpan quiet, CancellationToken cancellation)
    {
        IReadOnlyList<int> seen = [];
        var changed = time.GetTimestamp();
        await worker.Worker.WaitUntilAsync(
            "nothing more is said",
            async token =>
            {
                await Task.Delay(Pause, time, token).ConfigureAwait(false);
                var now = counts();
                if (!now.SequenceEqual(seen))
                {
                    (seen, changed) = (now, time.GetTimestamp());
                }

                return time.GetElapsedTime(changed) > quiet ? null : string.Join(", ", now);
            },
            Deadline,
            cancellation).ConfigureAwait(false);
    }

    private RealStormSample Account(
        Receiver receiver,
        bool alone,
        long killed,
        List<BareMessage> messages,
        IReadOnlyList<RecordedRequest> scripts,
        IReadOnlyList<RecordedRequest> bare,
        IReadOnlyList<RecordedRequest> own,
        IReadOnlyList<TappedMessage> bus,
        ProcessFigures figures)
    {
        var deciding = Deciding(messages);
        var reported = own.Select(ReceivedSwitch.TryRead).OfType<ReceivedSwitch>().ToLookup(one => one.Body["data"]!["master"]!.GetValue<string>(), one => one.Request.Timestamp);
        var published = bus.Where(message => message is { Kind: "MasterSwitched", Master: not null }).ToLookup(message => message.Master!, message => message.At);
        var scripted = scripts.Select(request => request.Text.Split(' ')).Where(words => words is [_, SwitchMaster, _, ..]).Select(words => words[2]).ToHashSet();
        var posted = bare.GroupBy(request => request.Text).ToDictionary(group => group.Key, group => group.First().Timestamp);
        return new RealStormSample
        {
            Receiver = receiver,
            Alone = alone,
            Messages = messages.Count,
            Span = messages.Count == 0 ? TimeSpan.Zero : time.GetElapsedTime(killed, messages[^1].Timestamp),
            Switched = deciding.Count,
            ScriptPosts = scripts.Count,
            ScriptUnreported = deciding.Keys.Count(master => !scripted.Contains(master)),
            BarePosts = bare.Count,
            BareLags = [.. deciding.Values.Select(copy => posted.TryGetValue(NotificationScripts.Text(copy), out var at) ? time.GetElapsedTime(copy.Timestamp, at) : (TimeSpan?)null).OfType<TimeSpan>()],
            OwnPosts = own.Count,
            OwnOnce = deciding.Keys.Count(master => reported[master].Count() == 1),
            OwnUnreported = deciding.Keys.Count(master => !reported[master].Any()),
            BusOnce = deciding.Keys.Count(master => published[master].Count() == 1),
            OwnLags = Lags(reported),
            BusLags = Lags(published),
            Figures = figures,
        };

        IReadOnlyList<TimeSpan> Lags(ILookup<string, long> arrivals) =>
            [.. deciding.Where(one => arrivals[one.Key].Any()).Select(one => time.GetElapsedTime(one.Value.Timestamp, arrivals[one.Key].First()))];
    }

    /// <summary>By master: the copy of its switch with which more than half of the sentinels had named one new address.</summary>
    private Dictionary<string, BareMessage> Deciding(List<BareMessage> messages)
    {
        Dictionary<string, BareMessage> deciding = [];
        Dictionary<(string Master, string Address), HashSet<int>> named = [];
        foreach (var message in messages)
        {
            if (message.Channel == SwitchMaster && message.Text.Split(' ') is [var master, _, _, var host, var port])
            {
                var key = (master, $"{host}:{port}");
                if (!named.TryGetValue(key, out var sentinels))
                {
                    named[key] = sentinels = [];
                }

                sentinels.Add(message.SentinelPort);
                if (sentinels.Count > options.Sentinels / 2)
                {
                    deciding.TryAdd(master, message);
                }
            }
        }

        return deciding;
    }
}
