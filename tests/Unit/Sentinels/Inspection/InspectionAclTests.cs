using SentinelEvents.Unit.Configuration;
using SentinelEvents.Worker.Sentinels;
using SentinelEvents.Worker.Sentinels.Inspection;

namespace SentinelEvents.Unit.Sentinels.Inspection;

public sealed class InspectionAclTests
{
    [Fact]
    public void Operations_Always_NameTheLinesInUse()
    {
        var text = File.ReadAllText(RepositoryFiles.PathOf("docs/operations.md"));
        Assert.All([SentinelAcl.Line, InspectionAcl.Line], line => Assert.Contains(line, text, StringComparison.Ordinal));
    }
}
