using System.CommandLine;
using SentinelEvents.Lab;

var root = new RootCommand("Real servers on loopback, to try SentinelEvents against.")
{
    UpCommand.Create(),
    DemoCommand.Create(),
    ConsumeCommand.Create(),
    RecordCommand.Create(),
    LatencyCommand.Create(),
    SwitchCostCommand.Create(),
    ReportCostCommand.Create(),
    ReportHistoryCommand.Create(),
    StormCommand.Create(),
    RealStormCommand.Create(),
    IdleCostCommand.Create(),
    GrowthCommand.Create(),
    KillsCommand.Create(),
    ChaosCommand.Create(),
    PostCopiesCommand.Create(),
    FuzzCommand.Create(),
    SimulateSentinelsCommand.Create(),
    PublishCommand.Create(),
};
// Stopping a broker and a dozen nodes takes longer than the default of two seconds.
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(30) });
