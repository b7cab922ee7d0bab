using System.Text.RegularExpressions;
using SentinelEvents.Unit.Configuration;

namespace SentinelEvents.Unit.Compose;

/// <summary>What of the Dockerfile can be held to without building it. tests/compose.sh builds and runs it.</summary>
public sealed partial class DockerfileTests
{
    private static readonly IReadOnlyList<(string Word, string Arguments)> Instructions =
    [
        .. Instruction().Matches(Continuation().Replace(File.ReadAllText(RepositoryFiles.PathOf("Dockerfile")), " "))
            .Select(match => (match.Groups["word"].Value, match.Groups["arguments"].Value.Trim())),
    ];

    private static readonly IReadOnlyList<(string Word, string Arguments)> Final =
        [.. Instructions.Skip(Instructions.Index().Last(instruction => instruction.Item.Word == "FROM").Index)];

    [Fact]
    public void FinalStage_IsChiselled_RunsNothingWhileItIsMade()
    {
        Assert.Contains("-chiseled", Final[0].Arguments, StringComparison.Ordinal);
        Assert.DoesNotContain(Final, instruction => instruction.Word == "RUN");
    }

    [Fact]
    public void FinalStage_Always_RunsAsANumberThatIsNotRoot() =>
        Assert.True(uint.Parse(Assert.Single(Final, instruction => instruction.Word == "USER").Arguments) > 0);

    [Fact]
    public void FinalStage_ProgramAndHealthCheck_NeedNoShell()
    {
        Assert.Equal("[\"sentinel-events\"]", Assert.Single(Final, instruction => instruction.Word == "ENTRYPOINT").Arguments);
        Assert.EndsWith("CMD [\"sentinel-events\", \"health\"]", Assert.Single(Final, instruction => instruction.Word == "HEALTHCHECK").Arguments, StringComparison.Ordinal);
    }

    [Fact]
    public void Build_ForAnotherArchitecture_IsNotEmulated()
    {
        Assert.Contains("--platform=$BUILDPLATFORM", Instructions[0].Arguments, StringComparison.Ordinal);
        Assert.Contains(Instructions, instruction => instruction.Word == "RUN" && instruction.Arguments.Contains("--arch \"$TARGETARCH\"", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"^(?<word>[A-Z]+) (?<arguments>.*)$", RegexOptions.Multiline)]
    private static partial Regex Instruction();

    [GeneratedRegex(@"\\\n\s*")]
    private static partial Regex Continuation();
}
