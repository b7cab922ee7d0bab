using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;

namespace SentinelEvents.Worker.Status.Pages;

/// <summary>Renders a component to HTML, once and without a circuit.</summary>
internal sealed class PageWriter(IServiceProvider services, ILoggerFactory loggers)
{
    public const string ContentType = "text/html; charset=utf-8";

    /// <summary>Pages of many masters are some hundred kilobytes before they are compressed.</summary>
    private const int FirstRoom = 32 * 1024;

    public async Task<string> RenderAsync<TPage>(IReadOnlyDictionary<string, object?> parameters)
        where TPage : IComponent
    {
        await using var renderer = new HtmlRenderer(services, loggers);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var root = await renderer.RenderComponentAsync<TPage>(ParameterView.FromDictionary(parameters.ToDictionary()));
            await using var text = new StringWriter(new StringBuilder(FirstRoom), System.Globalization.CultureInfo.InvariantCulture);
            root.WriteHtmlTo(text);
            return text.ToString();
        });
    }

    public async Task WriteAsync<TPage>(HttpContext context, IReadOnlyDictionary<string, object?> parameters, int status = StatusCodes.Status200OK)
        where TPage : IComponent
    {
        var bytes = Encoding.UTF8.GetBytes(await RenderAsync<TPage>(parameters));
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = ContentType;
        response.Headers.CacheControl = "no-store";
        await PageCompression.WriteAsync(context, bytes);
    }
}
