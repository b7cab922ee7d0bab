using System.Text.RegularExpressions;
using Fluid;
using Fluid.Values;

namespace SentinelEvents.Worker.Notifications.Templates;

/// <summary>Puts an end to what a template's values and filters may grow to, and to how much of it is made in all.</summary>
internal static partial class BoundedFilters
{
    /// <summary>Characters of a text, or of all texts in a list and their number. What doubles in a loop is as large as memory after forty rounds.</summary>
    private const int Longest = 256 * 1024;

    public static void Guard(TemplateOptions options)
    {
        options.Assigned = (_, value, context) => ValueTask.FromResult(Allowed(value, context));
        options.Captured = (_, value, context) => ValueTask.FromResult(Allowed(value, context));
        foreach (var (name, filter) in options.Filters.ToList())
        {
            options.Filters.AddFilter(name, async (input, arguments, context) =>
            {
                Before(name, input, arguments, context);
                return Allowed(await filter(input, arguments, context), context);
            });
        }
    }

    private static void Before(string name, FluidValue input, FilterArguments arguments, TemplateContext context)
    {
        Allowed(input, context);
        var first = arguments.At(0);
        var size = name switch
        {
            "replace" => (long)Matches(input.ToStringValue(), first.ToStringValue()) * arguments.At(1).ToStringValue().Length,
            "join" when input is ArrayValue list => (long)list.Values.Count * first.ToStringValue().Length,
            "format_number" or "date" => Width(first.ToStringValue()),
            "format_string" => Width(input.ToStringValue()),
            _ => 0,
        };
        Allow(size);
    }

    /// <summary>The value, where it is not too large.</summary>
    /// <exception cref="TemplateTooLargeException">It is.</exception>
    private static FluidValue Allowed(FluidValue value, TemplateContext context)
    {
        var size = Size(value);
        Allow(size);
        TemplateAllowance.Of(context).Take(size);
        return value;
    }

    private static void Allow(long size)
    {
        if (size > Longest)
        {
            throw new TemplateTooLargeException(FormattableString.Invariant($"it keeps a text or a list of more than {Longest} characters"));
        }
    }

    private static long Size(FluidValue value)
    {
        switch (value)
        {
            case StringValue:
                return value.ToStringValue().Length;
            case ArrayValue list:
                long size = list.Values.Count;
                for (var at = 0; at < list.Values.Count && size <= Longest; at++)
                {
                    size += Size(list.Values[at]);
                }

                return size;
            default:
                return 0;
        }
    }

    private static int Matches(string text, string part) =>
        part.Length == 0 ? text.Length + 1 : text.AsSpan().Count(part);

    /// <summary>A number of four digits or more in a format is a width that nobody means.</summary>
    private static long Width(string format) => WideNumber().IsMatch(format) ? long.MaxValue : 0;

    [GeneratedRegex("[1-9][0-9]{3}", RegexOptions.CultureInvariant)]
    private static partial Regex WideNumber();
}
