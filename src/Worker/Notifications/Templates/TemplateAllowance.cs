using Fluid;

namespace SentinelEvents.Worker.Notifications.Templates;

/// <summary>How many characters the filters and variables of a template may still work through: a step may be small or large.</summary>
internal sealed class TemplateAllowance
{
    private const long Most = 16 * 1024 * 1024;

    private long _left = Most;

    public static void GiveTo(TemplateContext context) => context.AmbientValues[nameof(TemplateAllowance)] = new TemplateAllowance();

    public static TemplateAllowance Of(TemplateContext context) => (TemplateAllowance)context.AmbientValues[nameof(TemplateAllowance)];

    /// <exception cref="TemplateTooLargeException">There are not so many left.</exception>
    public void Take(long characters)
    {
        _left -= characters;
        if (_left < 0)
        {
            throw new TemplateTooLargeException(FormattableString.Invariant($"it works through more than {Most} characters"));
        }
    }
}
