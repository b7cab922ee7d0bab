using Fluid;
using Fluid.Ast;
using Fluid.Values;

namespace SentinelEvents.Worker.Notifications.Templates;

/// <summary>A range of so many numbers as a message may need.</summary>
internal sealed class ShortRange(RangeExpression range) : Expression
{
    private const int Longest = 10_000;

    public override async ValueTask<FluidValue> EvaluateAsync(TemplateContext context)
    {
        var (from, to) = ((await range.From.EvaluateAsync(context)).ToNumberValue(), (await range.To.EvaluateAsync(context)).ToNumberValue());
        return from < int.MinValue || to > int.MaxValue || (from < to && to - from > Longest)
            ? throw new TemplateTooLargeException(FormattableString.Invariant($"it has a range of more than {Longest} numbers"))
            : await range.EvaluateAsync(context);
    }
}
