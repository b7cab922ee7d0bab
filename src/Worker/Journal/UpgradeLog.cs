using DbUp.Engine.Output;

namespace SentinelEvents.Worker.Journal;

/// <summary>What DbUp says, a level lower: on every start it tells in ten lines that it had nothing to do.</summary>
internal sealed partial class UpgradeLog(ILogger logger) : IUpgradeLog
{
    public void LogTrace(string format, params object[] args) => LogDetail(logger, Text(format, args));

    public void LogDebug(string format, params object[] args) => LogDetail(logger, Text(format, args));

    public void LogInformation(string format, params object[] args) => LogDetail(logger, Text(format, args));

    public void LogWarning(string format, params object[] args) => LogProblem(logger, Text(format, args), null);

    public void LogError(string format, params object[] args) => LogProblem(logger, Text(format, args), null);

    public void LogError(Exception ex, string format, params object[] args) => LogProblem(logger, Text(format, args), ex);

    private static string Text(string format, object[] args) => string.Format(System.Globalization.CultureInfo.InvariantCulture, format, args);

    [LoggerMessage(3010, LogLevel.Debug, "Schema: {Text}")]
    private static partial void LogDetail(ILogger logger, string text);

    [LoggerMessage(3011, LogLevel.Warning, "Schema: {Text}")]
    private static partial void LogProblem(ILogger logger, string text, Exception? failure);
}
