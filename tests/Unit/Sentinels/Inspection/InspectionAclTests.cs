using SentinelEvents.Unit.Configuration;
using SentinelEvents.Worker.Health.Rules;
using SentinelEvents.Worker.Sentinels;
using SentinelEvents.Worker.Sentinels.Inspection;

namespace SentinelEvents.Unit.Sentinels.Inspection;

public sealed class InspectionAclTests
{
    [Fact]
    public void Operations_Always_NameTheLinesInUse()
    {
        var text = File.ReadAllText(RepositoryFiles.PathOf("docs/operations.md"));
        Assert.All([SentinelAcl.Line, InspectionAcl.Line], line => Assert.Contains($"ACL SETUSER sentinel-events on >PASSWORD {line}\n", text, StringComparison.Ordinal));
    }

    [Fact]
    public void Rule_OfMissingRights_NamesTheLineInUse() =>
        Assert.EndsWith($" {SentinelAcl.Line}", new SentinelPermissionMissing().Text.Mend, StringComparison.Ordinal);

    [Fact]
    public void Readme_Always_NamesTheLineInUse() =>
        Assert.Contains(SentinelAcl.UserLine(null) + "\n", File.ReadAllText(RepositoryFiles.PathOf("README.md")), StringComparison.Ordinal);
}
