using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using SentinelEvents.Unit.Configuration;
using SentinelEvents.Worker.Commands;

namespace SentinelEvents.Unit.Documentation;

/// <summary>Every command line in the documentation, in the help and in the files that people start from is one that the program takes.</summary>
public sealed partial class DocumentedCommandsTests : ConfigurationFixture
{
    public static TheoryData<string, string> Lines => [.. Found().Distinct()];

    public static TheoryData<string> Settings => [.. Texts().SelectMany(file => Setting().Matches(file.Text)).Select(match => match.Value).Distinct()];

    [Fact]
    public void Lines_AreFoundInBlocksInTextAndInHelp()
    {
        var found = Found().ToList();
        Assert.InRange(found.Count, 30, int.MaxValue);
        Assert.Contains(("README.md", "check"), found);
        Assert.Contains(("README.md", ""), found);
        Assert.Contains(("docs/compose.md", "events --kind MasterSwitched --format json"), found);
        Assert.Contains(("docs/routes.md", "redeliver EVENT --to DESTINATION"), found);
        Assert.Contains(("src/Worker/Commands/RedeliverCommand.cs", "redeliver --rejected --to hook"), found);
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public void Parse_LineOfTheDocumentation_HasNoErrors(string page, string line)
    {
        Assert.NotEmpty(page);
        Assert.Equal([], Errors(line));
    }

    [Theory]
    [InlineData("evnts")]
    [InlineData("events --sinse 2d")]
    [InlineData("events --format yaml")]
    [InlineData("redeliver EVENT")]
    [InlineData("check now")]
    public void Parse_LineThatTheProgramDoesNotTake_HasErrors(string line) => Assert.NotEmpty(Errors(line));

    [Theory]
    [MemberData(nameof(Settings))]
    public void Read_SettingOfTheDocumentation_IsTaken(string setting) =>
        GoodOptions(ReadWith(setting.Replace("SENTINELEVENTS__", "", StringComparison.Ordinal).Replace("__", ":", StringComparison.Ordinal).TrimStart('-')));

    private static IEnumerable<string> Errors(string line) =>
        CommandTree.Parse([.. CommandLineParser.SplitCommandLine(line)], (_, _) => throw new InvalidOperationException("Nothing is run here.")).Errors.Select(error => error.Message);

    private static IEnumerable<(string Page, string Line)> Found() => Texts().SelectMany(file =>
        Line().Matches(file.Text).Concat(Span().Matches(file.Text)).Select(match => (file.Name, match.Groups["line"].Value.TrimEnd())));

    private static IEnumerable<(string Name, string Text)> Texts() => DocumentedBlock.Pages
        .Concat(["docker-compose.yml", "demo.sh", "config/sentinel-events.json"])
        .Concat(Directory.GetFiles(RepositoryFiles.PathOf("src/Worker/Commands"), "*.cs").Select(file => Path.GetRelativePath(RepositoryFiles.PathOf("."), file)))
        .Select(page => (page, File.ReadAllText(RepositoryFiles.PathOf(page))));

    // A line of its own, as it is typed; what follows a # is said about it, what follows > or & is the shell's.
    [GeneratedRegex(@"^[ \t#]*(\$ )?(docker compose exec \w+ sentinel-events|sentinel-events|dotnet run --project src/Worker( --)?)(?![\w.-])[ \t]*(?<line>[^#\n>|;&]*)", RegexOptions.Multiline)]
    private static partial Regex Line();

    // In running text, where a command's name alone is but its name.
    [GeneratedRegex(@"`(sentinel-events (?<line>[^`\n]+)|(?<line>(run|check|report|simulate|send-test|events|sight|deliveries|redeliver|health) [^`\n]+))`")]
    private static partial Regex Span();

    [GeneratedRegex(@"(--[A-Z]\w+(:\w+)+|SENTINELEVENTS(__\w+)+)=[\w./]*\w")]
    private static partial Regex Setting();
}
