using System.CommandLine;
using SentinelEvents.Lab;

var root = new RootCommand("The status pages in a real browser, of the service over real or simulated sentinels.")
{
    PageCostCommand.Create(),
    ScreenshotsCommand.Create(),
};
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(30) });
