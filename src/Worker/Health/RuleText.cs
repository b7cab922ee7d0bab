using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Health;

/// <summary>What a lint rule is, in words: for findings, for the documentation, for SARIF.</summary>
/// <param name="Id">Stable for all time, such as <c>SE001</c>.</param>
/// <param name="Name">A short name in PascalCase, stable too, such as <c>TooFewSentinels</c>.</param>
/// <param name="Severity">What a finding usually has; a rule may grade single findings otherwise.</param>
/// <param name="Title">What is wrong, in a few words.</param>
/// <param name="Why">Why it matters: what happens in an outage because of it.</param>
/// <param name="Looks">Where it shows: commands and fields.</param>
/// <param name="Mend">How it is mended, in general; each finding carries the exact command.</param>
public sealed record RuleText(string Id, string Name, Severity Severity, string Title, string Why, string Looks, string Mend);
