using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Presentation;

/// <summary>A lint rule as SARIF describes it.</summary>
/// <param name="Id">Its stable id, such as <c>SE001</c>.</param>
/// <param name="Name">Its stable name in PascalCase.</param>
/// <param name="Title">What is wrong, in a few words.</param>
/// <param name="Why">Why it matters.</param>
/// <param name="Mend">How it is mended, in general.</param>
/// <param name="Severity">What a finding usually has.</param>
/// <param name="Help">Where its documentation is.</param>
internal sealed record SarifRule(string Id, string Name, string Title, string Why, string Mend, Severity Severity, Uri Help);
