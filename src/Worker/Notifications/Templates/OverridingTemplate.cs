using System.Text.Encodings.Web;
using Fluid;

namespace SentinelEvents.Worker.Notifications.Templates;

/// <summary>An operator's template in place of a text of the product. Where it fails or says nothing the product's own words stand: any message is better than none.</summary>
internal sealed class OverridingTemplate : IFluidTemplate
{
    private readonly string _name;
    private readonly IFluidTemplate _own;
    private readonly IFluidTemplate _builtIn;
    private readonly Action<TemplateProblem>? _report;

    private OverridingTemplate(string name, IFluidTemplate own, IFluidTemplate builtIn, Action<TemplateProblem>? report)
    {
        _name = name;
        _own = own;
        _builtIn = builtIn;
        _report = report;
    }

    /// <param name="name">Of the text.</param>
    /// <param name="builtIn">What it says without a template.</param>
    /// <param name="templates">The operator's templates by the names of their texts.</param>
    /// <param name="report">Is told of everything that is wrong with the template.</param>
    public static IFluidTemplate Of(string name, IFluidTemplate builtIn, IReadOnlyDictionary<string, string> templates, Action<TemplateProblem>? report = null)
    {
        if (!templates.TryGetValue(name, out var source))
        {
            return builtIn;
        }

        if (TemplateText.TryParse(source, out var own, out var error))
        {
            return new OverridingTemplate(name, own, builtIn, report);
        }

        report?.Invoke(new TemplateProblem(name, $"it is no Liquid template: {error}"));
        return builtIn;
    }

    public async ValueTask RenderAsync(TextWriter writer, TextEncoder encoder, TemplateContext context)
    {
        string text;
        GiveAnew(context);
        try
        {
            await using var bounded = new BoundedWriter();
            await _own.RenderAsync(bounded, context, encoder, isolateContext: true);
            text = bounded.ToString();
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or OutOfMemoryException))
        {
            // Whatever it is, it is the template's doing.
            _report?.Invoke(new TemplateProblem(_name, Explain(exception)));
            text = "";
        }

        if (!string.IsNullOrWhiteSpace(text))
        {
            await writer.WriteAsync(text);
            return;
        }

        _report?.Invoke(new TemplateProblem(_name, "it says nothing"));
        GiveAnew(context);
        await _builtIn.RenderAsync(writer, encoder, context);
    }

    /// <summary>What one text of a message has used up, the next must not want for.</summary>
    private static void GiveAnew(TemplateContext context)
    {
        context.MaxSteps += context.Options.MaxSteps;
        TemplateAllowance.GiveTo(context);
    }

    private static string Explain(Exception exception) => exception switch
    {
        FileNotFoundException => "it includes a file, which templates cannot do",
        TemplateTooLargeException => exception.Message,
        InvalidOperationException when exception.Message.Contains("maximum", StringComparison.Ordinal) => "it takes too many steps; is there a loop without an end?",

        // The library names its own type where a member is missing.
        FluidException when exception.Message.Contains("Fluid.Ast", StringComparison.Ordinal) => "it asks something for a member that it does not have (docs/templates.md lists what there is)",
        _ => exception.Message,
    };
}
