using System.Globalization;
using Fluid;
using Fluid.Filters;
using Fluid.Values;
using SentinelEvents.Worker.Presentation;

namespace SentinelEvents.Worker.Notifications.Templates;

/// <summary>What operators' templates may do: read the values that they are given. There is no file to include, no option and no environment.</summary>
internal static class TemplateSandbox
{
    // Far more than a message needs, and an end for a loop that has none.
    private const int MostSteps = 100_000;

    private static readonly string[] InstantForms = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz"];

    /// <param name="strict">Whether a name that does not exist is a failure, as when a template is tried; else it is empty.</param>
    public static TemplateOptions Options(bool strict = false)
    {
        var options = new TemplateOptions
        {
            MaxSteps = MostSteps,
            StrictVariables = strict,
            StrictFilters = strict,
            MemberAccessStrategy = new DefaultMemberAccessStrategy { MemberNameStrategy = MemberNameStrategies.CamelCase },
        };
        options.Filters.AddFilter("date", (input, arguments, context) => MiscFilters.Date(Here(input, context), arguments, context));
        options.Filters.AddFilter("format_date", (input, arguments, context) => MiscFilters.FormatDate(Here(input, context), arguments, context));
        BoundedFilters.Guard(options);
        return options;
    }

    /// <summary>For a template that is about to be rendered for the readers of now.</summary>
    public static TemplateContext Context(TemplateOptions options)
    {
        var context = new TemplateContext(options) { CultureInfo = Reading.Current.Locale.Culture, TimeZone = Reading.Current.Zone };
        TemplateAllowance.GiveTo(context);
        return context;
    }

    /// <summary>An instant by the clock of the readers. The library would show one that is given as text by the clock of the machine.</summary>
    private static FluidValue Here(FluidValue value, TemplateContext context) =>
        value.Type == FluidValues.String && DateTimeOffset.TryParseExact(
            value.ToStringValue(), InstantForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? new DateTimeValue(TimeZoneInfo.ConvertTime(instant, context.TimeZone))
            : value;
}
