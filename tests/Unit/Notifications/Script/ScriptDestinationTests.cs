using System.Diagnostics;
using System.Globalization;
using SentinelEvents.Contracts;
using SentinelEvents.Tests;
using SentinelEvents.Unit.Delivery;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Notifications.Script;

namespace SentinelEvents.Unit.Notifications.Script;

public sealed class ScriptDestinationTests : RefusableDestinationCompliance
{
    private static readonly SentinelEvent Switched = Samples.Of(EventKind.MasterSwitched);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Deliver_Notification_HasChannelAndPayloadAsArguments()
    {
        await using var rig = new ScriptRig("printf '%s\\n' $# \"$@\" > \"$here/arguments\"");
        await rig.Destination.DeliverAsync(Switched, Cancellation);
        Assert.Equal(["2", "+switch-master", "mymaster 10.0.0.1 6379 10.0.0.2 6379"], rig.Folder.LinesOf("arguments"));
    }

    [Fact]
    public async Task Deliver_ClientReconfig_HasTheSevenArguments()
    {
        await using var rig = new ScriptRig("printf '%s\\n' $# \"$@\" > \"$here/arguments\"", ScriptForm.ClientReconfig);
        await rig.Destination.DeliverAsync(Switched, Cancellation);
        Assert.Equal(["7", "mymaster", "leader", "start", "10.0.0.1", "6379", "10.0.0.2", "6379"], rig.Folder.LinesOf("arguments"));
    }

    [Fact]
    public async Task Deliver_ClientReconfigAnotherKind_IsRejectedWithoutARun()
    {
        await using var rig = new ScriptRig("", ScriptForm.ClientReconfig);
        Assert.IsType<DeliveryOutcome.Rejected>(await rig.Destination.DeliverAsync(Samples.Of(EventKind.MasterDown), Cancellation));
        Assert.Empty(rig.Ids);
    }

    [Fact]
    public void Takes_Form_DecidesWhichKinds()
    {
        var options = new ScriptOptions { Kind = "Script", Path = "/opt/notify.sh" };
        Assert.All(Samples.Kinds, kind => Assert.True(ScriptDestination.Kind.Takes(options, kind)));
        Assert.Equal([EventKind.MasterSwitched], Samples.Kinds.Where(kind => ScriptDestination.Kind.Takes(options with { Form = ScriptForm.ClientReconfig }, kind)));
    }

    [Fact]
    public async Task Deliver_HostileName_ReachesTheScriptAsItIs()
    {
        const string Name = "-rf $(touch \"$here/broken\") `id`; 'a' \u001b[31m ü";
        await using var rig = new ScriptRig("printf '%s' \"$1\" > \"$here/name\"", ScriptForm.ClientReconfig);
        await rig.Destination.DeliverAsync(Switched with { Master = Name + "\0rest" }, Cancellation);
        Assert.Equal([Name + "\uFFFDrest"], rig.Folder.LinesOf("name"));
        Assert.False(File.Exists(rig.Folder.FileOf("broken")));
    }

    [Fact]
    public async Task Deliver_Always_GivesTheEventAsJsonOnStandardInput()
    {
        await using var rig = new ScriptRig("cat > \"$here/input\"");
        await rig.Destination.DeliverAsync(Switched, Cancellation);
        Assert.Equal([SentinelEventJson.Serialize(Switched)], rig.Folder.LinesOf("input"));
    }

    [Fact]
    public async Task Deliver_LongEventThatNobodyReads_IsDelivered()
    {
        await using var rig = new ScriptRig("");
        var report = (HealthReported)Samples.Of(EventKind.HealthReported);
        var large = report with { Findings = [.. Enumerable.Repeat(report.Findings[0], 5000)] };
        Assert.Equal(new DeliveryOutcome.Delivered(), await rig.Destination.DeliverAsync(large, Cancellation));
    }

    [Fact]
    public async Task Deliver_Always_KeepsTheServicesEnvironmentToItself()
    {
        await using var rig = new ScriptRig("env > \"$here/environment\"");
        await rig.Destination.DeliverAsync(Switched, Cancellation);
        var variables = rig.Folder.LinesOf("environment").Select(line => line.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        string[] allowed = ["PATH", "HOME", "USER", "LOGNAME", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR", "PWD", "SHLVL", "_", "OLDPWD"];
        Assert.Empty(variables.Keys.Where(name => !name.StartsWith("SENTINEL_EVENT_", StringComparison.Ordinal)).Except(allowed));
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["SENTINEL_EVENT_ID"] = Switched.EventId.ToString(),
                ["SENTINEL_EVENT_INCIDENT"] = Switched.IncidentId.ToString(),
                ["SENTINEL_EVENT_KIND"] = "MasterSwitched",
                ["SENTINEL_EVENT_SEVERITY"] = "Critical",
                ["SENTINEL_EVENT_CLUSTER"] = "local",
                ["SENTINEL_EVENT_MASTER"] = "mymaster",
                ["SENTINEL_EVENT_GENERATION"] = "0",
                ["SENTINEL_EVENT_EPOCH"] = "7",
            }.OrderBy(pair => pair.Key),
            variables.Where(pair => pair.Key.StartsWith("SENTINEL_EVENT_", StringComparison.Ordinal)).OrderBy(pair => pair.Key));
    }

    [Theory]
    [InlineData("exit 1", DeliveryReason.ServerError, "Exit code 1, so it is run again. It wrote: why")]
    [InlineData("kill -9 $$", DeliveryReason.ServerError, "Killed by signal 9. It wrote: why")]
    [InlineData("kill -TERM $$", DeliveryReason.ServerError, "Killed by signal 15. It wrote: why")]
    public async Task Deliver_OneOrASignal_IsRetried(string end, DeliveryReason reason, string detail)
    {
        await using var rig = new ScriptRig($"echo why\n{end}");
        Assert.Equal(new DeliveryOutcome.Retry(reason, detail), await rig.Destination.DeliverAsync(Switched, Cancellation));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(127)]
    [InlineData(255)]
    public async Task Deliver_TwoOrMore_IsRejected(int code)
    {
        await using var rig = new ScriptRig(string.Create(CultureInfo.InvariantCulture, $"echo why >&2\nexit {code}"));
        Assert.Equal(
            new DeliveryOutcome.Rejected(DeliveryReason.Refused, string.Create(CultureInfo.InvariantCulture, $"Exit code {code}. It wrote: why")),
            await rig.Destination.DeliverAsync(Switched, Cancellation));
    }

    [Fact]
    public async Task Deliver_Output_IsKeptInOneVisibleLine()
    {
        await using var rig = new ScriptRig("echo one; printf '\\033[31m two \\377\\n\\n' > /dev/stderr; echo three");
        Assert.Equal(new DeliveryOutcome.Delivered(Answer: "It wrote: one / \\u001b[31m two \uFFFD / three"), await rig.Destination.DeliverAsync(Switched, Cancellation));
    }

    [Fact]
    public async Task Deliver_EndlessOutput_OnlyItsEndIsKept()
    {
        await using var rig = new ScriptRig("head -c 5000000 /dev/zero | tr '\\0' x; echo; echo the end; exit 2");
        var rejected = Assert.IsType<DeliveryOutcome.Rejected>(await rig.Destination.DeliverAsync(Switched, Cancellation));
        Assert.StartsWith("Exit code 2. It wrote: … xxx", rejected.Detail, StringComparison.Ordinal);
        Assert.EndsWith("xxx / the end", rejected.Detail, StringComparison.Ordinal);
        Assert.InRange(rejected.Detail.Length, 900, 1100);
    }

    [Fact]
    public async Task Deliver_ProcessLeftInTheBackground_IsNotWaitedFor()
    {
        await using var rig = new ScriptRig("sleep 1000 &\necho $! > \"$here/background\"");
        Assert.Equal(new DeliveryOutcome.Delivered(), await rig.Destination.DeliverAsync(Switched, Cancellation));
        var left = Assert.Single(rig.Folder.LinesOf("background"));
        Assert.True(RunningProcess.IsAlive(left));
        using var process = Process.GetProcessById(int.Parse(left, CultureInfo.InvariantCulture));
        process.Kill();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Deliver_BrokenOff_NothingOfTheScriptIsLeft(bool stopping)
    {
        await using var rig = new ScriptRig(
            """
            trap '' TERM INT HUP
            ( sleep 1000 & echo $! > "$here/child.inner"; while :; do sleep 1000; done ) &
            echo $! > "$here/child.outer"
            echo $$ > "$here/child.script"
            while :; do sleep 1000; done
            """);
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var attempt = rig.Destination.DeliverAsync(Switched, cancelled.Token);
        string[] files = ["child.script", "child.outer", "child.inner"];
        await Until.TrueAsync(() => Array.TrueForAll(files, file => rig.Folder.LinesOf(file).Count == 1), () => "not all processes run");
        var processes = files.SelectMany(rig.Folder.LinesOf).ToList();
        Assert.All(processes, process => Assert.True(RunningProcess.IsAlive(process)));
        if (stopping)
        {
            await cancelled.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => attempt);
        }
        else
        {
            rig.Time.Advance(TimeSpan.FromMinutes(1));
            Assert.Equal(new DeliveryOutcome.Retry(DeliveryReason.TimedOut, "Still running after 60 s, and killed."), await attempt);
        }

        await Until.TrueAsync(() => !processes.Exists(RunningProcess.IsAlive), () => $"alive: {string.Join(' ', processes.Where(RunningProcess.IsAlive))}");
    }

    [Fact]
    public async Task Deliver_ManyOneAfterTheOther_LeavesNeitherFilesNorThreadsNorZombies()
    {
        await using var rig = new ScriptRig("echo $$ >> \"$here/processes\"");
        var before = Pipes();
        for (var run = 0; run < 50; run++)
        {
            await rig.Destination.DeliverAsync(Switched, Cancellation);
        }

        // Others run scripts at the same time and open what they need; what is left of fifty runs would be more, and would stay.
        await Until.TrueAsync(() => Pipes() - before < 40, () => $"{before} pipes before, {Pipes()} after fifty runs");
        Assert.DoesNotContain(rig.Folder.LinesOf("processes"), process => Directory.Exists($"/proc/{process}"));

        static int Pipes() => Directory.GetFileSystemEntries("/proc/self/fd").Count(file => new FileInfo(file).LinkTarget?.StartsWith("pipe:", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task Look_NotExecutable_NamesTheKeyAndTheCure()
    {
        await using var rig = new ScriptRig("", mode: UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var expected = new DeliveryOutcome.Retry(
            DeliveryReason.Unauthorised, $"Path: this service may not execute {rig.Folder.Script}. Run chmod +x, or let its user read the folder.");
        Assert.Equal(expected, await rig.Destination.LookAsync(Cancellation));
        Assert.Equal(expected, await rig.Destination.DeliverAsync(Switched, Cancellation));
    }

    [Fact]
    public async Task Look_Directory_NamesTheKeyAndTheCure()
    {
        await using var rig = new ScriptRig(null);
        Directory.CreateDirectory(rig.Folder.Script);
        var expected = new DeliveryOutcome.Retry(DeliveryReason.Unreachable, $"Path: {rig.Folder.Script} is a directory. Give the path of a program.");
        Assert.Equal(expected, await rig.Destination.LookAsync(Cancellation));
        Assert.Equal(expected, await rig.Destination.DeliverAsync(Switched, Cancellation));
    }

    [Theory]
    [InlineData("echo no first line", "begin it with a line such as #!/bin/sh")]
    [InlineData("#!/no/such/program\n", "the program in the first line (#!)")]
    public async Task Deliver_NoProgram_SaysWhatIsWrong(string text, string expected)
    {
        await using var rig = new ScriptRig("");
        await File.WriteAllTextAsync(rig.Folder.Script, text, Cancellation);
        var retry = Assert.IsType<DeliveryOutcome.Retry>(await rig.Destination.DeliverAsync(Switched, Cancellation));
        Assert.Equal(DeliveryReason.NotRendered, retry.Reason);
        Assert.Contains(expected, retry.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/opt/notify.sh")]
    [InlineData("notify.sh", "Path")]
    [InlineData("./notify.sh --now", "Path")]
    [InlineData("", "Path")]
    public void Validate_Path_IsAbsolute(string path, params string[] keys) =>
        Assert.Equal(keys, ScriptValidator.Validate(new ScriptOptions { Kind = "Script", Path = path }).Select(mistake => mistake.Key));

    private protected override Task<DestinationRig> StartAsync(Reply reply) => Task.FromResult<DestinationRig>(reply switch
    {
        Reply.FailsForNow => new ScriptRig("env; exit 1"),
        Reply.Refuses => new ScriptRig("env; exit 2"),
        Reply.RefusesCredentials => new ScriptRig("", mode: UnixFileMode.UserRead),
        Reply.Silent => new ScriptRig("while :; do sleep 1000; done"),
        Reply.NotThere => new ScriptRig(null),
        _ => new ScriptRig(""),
    });
}
