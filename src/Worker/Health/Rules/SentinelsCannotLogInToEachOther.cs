using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Health.Rules;

internal sealed class SentinelsCannotLogInToEachOther : ILintRule
{
    public RuleText Text { get; } = new(
        "SE018",
        nameof(SentinelsCannotLogInToEachOther),
        Severity.Critical,
        "A sentinel refuses the login of others",
        "A sentinel with a password answers the others by errors until they know it too (sentinel-user, sentinel-pass). Errors are no sign of life: the others say it is down, and its vote is lost. Sentinels tell this nowhere in words.",
        "SENTINEL SENTINELS: s_down with a fresh last-ping-reply and an old last-ok-ping-reply",
        "Give all sentinels the same requirepass and sentinel-pass (before 6.2 requirepass alone).");

    public IEnumerable<Discovery> Look(Fleet fleet)
    {
        foreach (var place in fleet.Sentinels)
        {
            var views = place.Views.Where(view => Login.IsRefused(view.Fields)).ToList();
            if (views.Count > 0)
            {
                var by = views.Select(view => view.By.Sentinel.Address).Distinct().ToList();
                yield return new Discovery(
                    null,
                    place.Address.ToString(),
                    $"{place.Address} answers {Wording.List(by)}, but with nothing that counts for {Wording.For(views.Max(view => view.Fields.Milliseconds("last-ok-ping-reply")!.Value))}",
                    Cures.On(by, $"SENTINEL CONFIG SET sentinel-pass <the password of {place.Address}>"))
                {
                    Severity = views.Exists(view => view.By.Usable < view.By.VotesNeeded) ? null : Severity.Warning,
                };
            }
        }
    }
}
