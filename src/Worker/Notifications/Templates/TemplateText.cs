using System.Diagnostics.CodeAnalysis;
using Fluid;

namespace SentinelEvents.Worker.Notifications.Templates;

/// <summary>Makes a template of an operator's text; refuses what would be too much for the process: neither parsing nor rendering may end it or fill it.</summary>
internal static class TemplateText
{
    private const int Longest = 256 * 1024;

    private static readonly ShallowParser Parser = new();

    /// <param name="source">The text.</param>
    /// <param name="template">What it makes.</param>
    /// <param name="error">Why it makes none, for a person, in one line.</param>
    public static bool TryParse(string source, [NotNullWhen(true)] out IFluidTemplate? template, [NotNullWhen(false)] out string? error)
    {
        template = null;
        if (source.Length > Longest)
        {
            error = FormattableString.Invariant($"it is longer than {Longest} characters");
            return false;
        }

        try
        {
            if (Parser.TryParse(source, out var parsed, out var problem))
            {
                template = new BoundedTree().VisitTemplate(parsed);
                error = null;
                return true;
            }

            error = problem.ReplaceLineEndings(" ");
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // Such as a number that is none to the library.
            error = failure.Message.ReplaceLineEndings(" ");
        }

        return false;
    }
}
