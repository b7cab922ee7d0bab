using System.Globalization;
using SentinelEvents.Lab;

namespace SentinelEvents.Integration.EndToEnd;

/// <summary>Scripts as operators have them for Sentinel, run by the service for a failover of real sentinels.</summary>
public sealed class ScriptTests(DeploymentFixture deployments) : IClassFixture<DeploymentFixture>
{
    private const string Secret = "s3cretpw";
    private const string Name = "mymaster";
    private const UnixFileMode ReadAndRun = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_Failover_RunsEachScriptOnceThoughThreeSentinelsAnnounceIt()
    {
        RequiresServer.OrSkip(ServerKind.Redis);
        await using var directory = LabDirectory.Create("scripts");
        var notify = Write(directory, "notify.sh", "printf '%s %s\\n' \"$1\" \"$2\" >> \"$0.log\"\nenv >> \"$0.env\"");
        var reconfigure = Write(directory, "reconfigure.sh", "printf '%s\\n' \"$*\" >> \"$0.log\"");
        var deployment = await deployments.GetAsync(Cancellation);
        var configuration = ServiceConfiguration.Of("scripts", deployment.SentinelAddresses).WithScript("hand", notify, "Notification").WithScript("clients", reconfigure, "ClientReconfig");
        var environment = new Dictionary<string, string?>
        {
            ["SENTINELEVENTS__Destinations__hook__Kind"] = "Webhook",
            ["SENTINELEVENTS__Destinations__hook__Url"] = $"http://user:{Secret}@127.0.0.1:1/hook",
        };
        await using var service = await RunningService.StartAsync(configuration, deployment, environment);
        await service.JudgeAsync(null, async () =>
        {
            await service.UntilFollowingAsync(3, Cancellation);
            var before = deployment.Sentinels.Sum(Announcements);
            var old = await Failover.BeginAsync(deployment, planned: false, Cancellation);
            await Failover.EndAsync(deployment, old, Cancellation);
            await Eventually.BecomesAsync(
                "the script is told of the end of the failover",
                () => Array.Exists(Lines(notify), line => line.StartsWith("+failover-end", StringComparison.Ordinal)) ? null : string.Join(Environment.NewLine, Lines(notify)),
                Patience,
                cancellation: Cancellation);
            await deployment.WaitUntilReadyToFailOverAsync(Patience, cancellation: Cancellation);
            var now = await deployment.CurrentMasterAsync(cancellation: Cancellation);
            await service.StopAsync();

            var addresses = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1 {old.Port} 127.0.0.1 {now.Port}");
            Assert.Equal(3, deployment.Sentinels.Sum(Announcements) - before);
            Assert.Equal([$"{Name} leader start {addresses}"], Lines(reconfigure));
            Assert.Equal([$"+switch-master {Name} {addresses}"], Lines(notify).Where(line => line.StartsWith("+switch-master", StringComparison.Ordinal)));
            Assert.Contains(Lines(notify), line => line.StartsWith(string.Create(CultureInfo.InvariantCulture, $"+odown master {Name} 127.0.0.1 {old.Port} #quorum "), StringComparison.Ordinal));
            Assert.DoesNotContain("SENTINELEVENTS__", await File.ReadAllTextAsync(notify + ".env", Cancellation), StringComparison.Ordinal);
            Assert.DoesNotContain(Secret, await File.ReadAllTextAsync(notify + ".env", Cancellation), StringComparison.Ordinal);
        });
    }

    private static int Announcements(SentinelNode sentinel) => SentinelLog.Switches(sentinel.LogFile).Count;

    private static string[] Lines(string script) => File.Exists(script + ".log") ? File.ReadAllLines(script + ".log") : [];

    private static string Write(LabDirectory directory, string name, string body)
    {
        var path = directory.File(name);
        File.WriteAllText(path, $"#!/bin/sh\n{body}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, ReadAndRun);
        }

        return path;
    }
}
