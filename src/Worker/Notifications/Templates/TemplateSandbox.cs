using Fluid;

namespace SentinelEvents.Worker.Notifications.Templates;

/// <summary>What operators' templates may do: read the values that they are given. There is no file to include, no option and no environment.</summary>
internal static class TemplateSandbox
{
    // Far more than a message needs, and an end for a loop that has none.
    private const int MostSteps = 100_000;

    /// <param name="strict">Whether a name that does not exist is a failure, as when a template is tried; else it is empty.</param>
    public static TemplateOptions Options(bool strict = false) => new()
    {
        MaxSteps = MostSteps,
        StrictVariables = strict,
        StrictFilters = strict,
        MemberAccessStrategy = new DefaultMemberAccessStrategy { MemberNameStrategy = MemberNameStrategies.CamelCase },
    };
}
