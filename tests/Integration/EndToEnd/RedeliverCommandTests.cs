using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SentinelEvents.Contracts;
using SentinelEvents.Lab;
using SentinelEvents.Tests;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Journal;

namespace SentinelEvents.Integration.EndToEnd;

/// <summary>The commands about deliveries, beside a journal and no service.</summary>
public sealed class RedeliverCommandTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly SentinelEvent Routed = Samples.Of(EventKind.MasterDown);
    private static readonly SentinelEvent OnlyOnBus = Samples.Of(EventKind.MasterSwitched);

    private readonly string directory = Directory.CreateTempSubdirectory("redeliver-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Database => Path.Combine(directory, "journal.db");

    public async ValueTask InitializeAsync()
    {
        var configuration = ServiceConfiguration.Of("local", ["127.0.0.1:26379"]).WithWebhook("hook", 9, timeoutSeconds: 1);
        configuration["Journal"] = new JsonObject { ["ConnectionString"] = $"Data Source={Database}" };
        await File.WriteAllTextAsync(Path.Combine(directory, "sentinel-events.json"), configuration.ToJsonString(), Cancellation);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(directory, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("deliveries")]
    [InlineData("sight")]
    [InlineData("redeliver --rejected --to hook")]
    [InlineData("redeliver 3f2b8c1e-5d0a-5c7e-9b1f-0a1b2c3d4e5f --to hook")]
    public async Task Command_NoJournalYet_SaysSoAndMakesNone(string command)
    {
        await FailsAsync(1, "There is no journal at", command.Split(' '));
        Assert.False(File.Exists(Database));
    }

    [Fact]
    public async Task Help_OfEachCommand_Teaches()
    {
        Assert.Contains("redeliver --rejected --to hook", await SucceedsAsync("redeliver", "--help"), StringComparison.Ordinal);
        Assert.Contains("deliveries --state Rejected", await SucceedsAsync("deliveries", "--help"), StringComparison.Ordinal);
        Assert.Contains("state is read when it is back", await SucceedsAsync("sight", "--help"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redeliver_WhatCannotBe_SaysWhyAndTheCure()
    {
        await using var journal = await MakeJournalAsync();
        await FailsAsync(1, "holds no event", "redeliver", Guid.Empty.ToString(), "--to", "hook");
        await FailsAsync(1, "was never meant for hook", "redeliver", OnlyOnBus.EventId.ToString(), "--to", "hook");
        await FailsAsync(1, "waits for hook already", "redeliver", Routed.EventId.ToString(), "--to", "hook");
        await FailsAsync(2, "Did you mean hook? The configuration has: bus, hook.", "redeliver", Routed.EventId.ToString(), "--to", "hok");
        await FailsAsync(2, "Did you mean hook?", "deliveries", "--destination", "hok");
        await FailsAsync(2, "is no event id", "redeliver", "last-one", "--to", "hook");
        await FailsAsync(2, "Give either", "redeliver", "--to", "hook");
        await FailsAsync(2, "Give either", "redeliver", Routed.EventId.ToString(), "--rejected", "--to", "hook");
        await FailsAsync(2, "--to", "redeliver", Routed.EventId.ToString());
    }

    [Fact]
    public async Task Redeliver_Rejected_WaitsAsOnTheFirstDay()
    {
        await using var journal = await MakeJournalAsync();
        var store = journal.GetRequiredService<IDeliveryStore>();
        await RejectAsync(store);
        var listed = await SucceedsAsync("deliveries", "--state", "Rejected");
        var row = Assert.Single(listed.Split('\n'), line => line.Contains(Routed.EventId.ToString(), StringComparison.Ordinal));
        Assert.Contains("Refused: Answered 400", row, StringComparison.Ordinal);
        Assert.Contains("MasterDown", row, StringComparison.Ordinal);
        Assert.DoesNotContain(OnlyOnBus.EventId.ToString(), listed, StringComparison.Ordinal);

        Assert.Contains("waits for hook again", await SucceedsAsync("redeliver", Routed.EventId.ToString(), "--to", "hook"), StringComparison.Ordinal);
        Assert.Contains("No deliveries.", await SucceedsAsync("deliveries", "--state", "Rejected"), StringComparison.Ordinal);
        var due = Assert.Single(await store.TakeDueAsync("hook", TimeProvider.System.GetUtcNow(), 10, Cancellation));
        Assert.Equal((Routed.EventId, 0), (due.Event.EventId, due.Attempts));

        await RejectAsync(store);
        Assert.Contains("1 rejected event waits for hook again", await SucceedsAsync("redeliver", "--rejected", "--to", "hook"), StringComparison.Ordinal);
        Assert.Contains("rejected nothing", await SucceedsAsync("redeliver", "--rejected", "--to", "hook"), StringComparison.Ordinal);
        Assert.Single(await store.TakeDueAsync("hook", TimeProvider.System.GetUtcNow(), 10, Cancellation));
    }

    private static async Task RejectAsync(IDeliveryStore store)
    {
        var now = TimeProvider.System.GetUtcNow();
        var due = Assert.Single(await store.TakeDueAsync("hook", now, 10, Cancellation));
        await store.RecordAsync([new DeliveryResult(due.Id, DeliveryState.Rejected, now, null, "Refused", "Answered 400: the receiver refuses this message.")], Cancellation);
    }

    private async Task<ServiceProvider> MakeJournalAsync()
    {
        var services = new ServiceCollection().AddLogging().AddJournal(new JournalOptions { ConnectionString = $"Data Source={Database}" }).BuildServiceProvider();
        var journal = services.GetRequiredService<IJournal>();
        await journal.OpenAsync(Cancellation);
        await journal.CommitAsync(
            new JournalBatch([], [new RoutedEvent(new AgreedEvent("k1", Routed), ["bus", "hook"]), new RoutedEvent(new AgreedEvent("k2", OnlyOnBus), ["bus"])], [], []), Cancellation);
        return services;
    }

    private async Task<string> SucceedsAsync(params string[] arguments)
    {
        var command = await RunAsync(arguments);
        Assert.True(command.ExitCode == 0, $"{command.ExitCode}: {command.Text}");
        return command.Text;
    }

    private async Task FailsAsync(int exitCode, string says, params string[] arguments)
    {
        var command = await RunAsync(arguments);
        Assert.True(command.ExitCode == exitCode && command.Text.Contains(says, StringComparison.Ordinal), $"{string.Join(' ', arguments)} gave {command.ExitCode}: {command.Text}");
    }

    private Task<WorkerCommand> RunAsync(string[] arguments) =>
        WorkerCommand.RunAsync(directory, [.. arguments, "--config", Path.Combine(directory, "sentinel-events.json")], Patience);
}
