using SentinelEvents.Worker.Sentinels;

namespace SentinelEvents.Worker.Status.Views;

/// <summary>What is wrong with a sentinel.</summary>
/// <param name="Kind">What sort of problem.</param>
/// <param name="Text">What was seen.</param>
/// <param name="Cure">What to do about it.</param>
internal sealed record ProblemView(SentinelProblemKind Kind, string Text, string Cure);
