using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using SentinelEvents.Worker.Status.Guard;

namespace SentinelEvents.Worker.Status;

/// <summary>A health answer that a person can read: the status first, then, for who may know, a line for each check.</summary>
internal static class HealthText
{
    public static Task WriteAsync(HttpContext context, HealthReport report)
    {
        var text = new StringBuilder().Append(report.Status).Append('\n');
        var details = Caller.Of(context).SeesDetails;
        foreach (var (name, entry) in report.Entries.Where(_ => details))
        {
            text.Append(name).Append(": ").Append(entry.Status).Append(entry.Description is null ? "" : ", " + entry.Description).Append('\n');
        }

        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(text.ToString(), context.RequestAborted);
    }
}
