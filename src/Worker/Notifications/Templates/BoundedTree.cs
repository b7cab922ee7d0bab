using Fluid.Ast;

namespace SentinelEvents.Worker.Notifications.Templates;

/// <summary>Refuses a template that is too deep to be rendered, and puts a guard before every range, of which the library lists every number.</summary>
internal sealed class BoundedTree : AstRewriter
{
    // Many more than a message has; each takes a few hundred bytes of the stack of whoever renders it.
    private const int Deepest = 100;

    private int _depth;

    public static string TooDeep { get; } = FormattableString.Invariant($"more than {Deepest} of its tags, filters or brackets stand in each other");

    public override Statement Visit(Statement statement)
    {
        Enter();
        var visited = base.Visit(statement);
        _depth--;
        return visited;
    }

    public override Expression Visit(Expression expression)
    {
        Enter();
        var visited = base.Visit(expression);
        _depth--;
        return visited;
    }

    protected override Expression VisitRangeExpression(RangeExpression rangeExpression) => new ShortRange(rangeExpression);

    private void Enter()
    {
        if (++_depth > Deepest)
        {
            throw new TemplateTooLargeException(TooDeep);
        }
    }
}
