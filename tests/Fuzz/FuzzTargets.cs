using SentinelEvents.Fuzz.Targets;

namespace SentinelEvents.Fuzz;

/// <summary>Every parser that reads from outside: one line for each.</summary>
internal static class FuzzTargets
{
    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new PayloadTarget(),
        new SnapshotTarget(),
        new InspectionTarget(),
        new AgreementTarget(),
        new ClientListTarget(),
        new GlobTarget(),
        new SinceTarget(),
        new AddressTarget(),
        new CursorTarget(),
        new CronTarget(),
        new VisibleTextTarget(),
    ];

    public static FuzzTarget? Find(string name) => All.FirstOrDefault(target => target.Name == name);
}
