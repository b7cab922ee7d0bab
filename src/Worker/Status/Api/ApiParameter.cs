namespace SentinelEvents.Worker.Status.Api;

/// <summary>A parameter of a query.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it does.</param>
/// <param name="Example">A value.</param>
internal sealed record ApiParameter(string Name, string Description, string Example)
{
    /// <summary>The values that are allowed; empty: any text.</summary>
    public IReadOnlyList<string> Allowed { get; init; } = [];

    /// <summary>The lowest and the highest number; null: it is no number.</summary>
    public (int Lowest, int Highest, int Usual)? Range { get; init; }

    public static ApiParameter Choice<TChoice>(string name, string description)
        where TChoice : struct, Enum => new(name, description, Enum.GetNames<TChoice>()[0]) { Allowed = Enum.GetNames<TChoice>() };
}
