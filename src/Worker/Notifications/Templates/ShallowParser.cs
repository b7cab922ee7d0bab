using System.Runtime.CompilerServices;
using Fluid;
using Parlot;
using Parlot.Fluent;

namespace SentinelEvents.Worker.Notifications.Templates;

/// <summary>The library's parser calls itself for all that stands in something else, and would end the process where the stack ends. This one fails before.</summary>
internal sealed class ShallowParser : FluidParser
{
    public ShallowParser()
    {
        Primary.Parser = new Guarded<Fluid.Ast.Expression>(Primary.Parser!);
        FilterExpression.Parser = new Guarded<Fluid.Ast.Expression>(FilterExpression.Parser!);
        KnownTagsList.Parser = new Guarded<IReadOnlyList<Fluid.Ast.Statement>>(KnownTagsList.Parser!);
        AnyTagsList.Parser = new Guarded<IReadOnlyList<Fluid.Ast.Statement>>(AnyTagsList.Parser!);
    }

    private sealed class Guarded<T>(Parser<T> parser) : Parser<T>
    {
        public override bool Parse(ParseContext context, ref ParseResult<T> result)
        {
            return RuntimeHelpers.TryEnsureSufficientExecutionStack() ? parser.Parse(context, ref result) : throw new Fluid.ParseException(BoundedTree.TooDeep);
        }
    }
}
