using System.Globalization;
using System.Reflection;
using System.Text;
using Microsoft.Extensions.Logging;
using SentinelEvents.Tests;
using SentinelEvents.Worker.Status.Export;

namespace SentinelEvents.Unit.Architecture;

/// <summary>The ids of log messages are what people search and alert by: each stands for one message, and all are on a page.</summary>
public sealed class LogIdTests
{
    private static readonly IReadOnlyList<(int Id, string Room, LoggerMessageAttribute Message)> Messages =
    [
        .. typeof(TelemetryRegistration).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
                .Select(method => (Type: type, Message: method.GetCustomAttribute<LoggerMessageAttribute>())))
            .Where(one => one.Message is not null)
            .Select(one => (one.Message!.EventId, one.Type.Namespace!.Split('.')[2], one.Message))
            .OrderBy(one => one.EventId),
    ];

    [Fact]
    public void Ids_All_AreGivenAndUnique()
    {
        Assert.InRange(Messages.Count, 60, 500);
        Assert.All(Messages, one => Assert.InRange(one.Id, 1000, 9999));
        Assert.Empty(Messages.GroupBy(one => one.Id).Where(same => same.Count() > 1).Select(same => $"{same.Key}: {string.Join(" / ", same.Select(one => one.Message.Message))}"));
    }

    [Fact]
    public void Ids_All_AreOnThePage()
    {
        var page = new StringBuilder(Snapshot.Read("docs/logs.md").Split("<!-- table -->")[0]).Append("<!-- table -->\n\n| id | level | room | message |\n|---|---|---|---|\n");
        foreach (var (id, room, message) in Messages)
        {
            var level = message.Level == LogLevel.None ? "by severity" : message.Level.ToString();
            page.Append(CultureInfo.InvariantCulture, $"| {id} | {level} | {room} | {message.Message.Replace("|", "\\|", StringComparison.Ordinal)} |\n");
        }

        Snapshot.MatchInRepository("docs/logs.md", page.ToString());
    }
}
