using System.IO.Compression;
using System.Reflection.Metadata;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using SentinelEvents.Lab;

namespace SentinelEvents.Integration.Packaging;

/// <summary>The package of the contracts as it is handed out, and what its README promises to those who take it.</summary>
public sealed partial class ContractsPackageTests
{
    private const string Repository = "https://github.com/example/sentinel-events";

    // Where a portable PDB keeps the addresses of its sources.
    private static readonly Guid SourceLink = new("CC110556-A091-4D38-9FEC-25AB9A351A6A");
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task Package_OfTheContracts_IsWholeAndItsReadmeCompiles()
    {
        await using var directory = LabDirectory.Create("package");
        // Built apart: the build of the tests keeps paths that a package must not have, and others may be using it.
        await DotNetAsync(directory.Path, "pack", RepositoryFiles.PathOf("src/Contracts"), "--configuration", "Release", "--artifacts-path", directory.File("build"),
            "--output", directory.File("feed"), "-p:ContinuousIntegrationBuild=true", $"-p:RepositoryUrl={Repository}");
        var package = Assert.Single(Directory.GetFiles(directory.File("feed"), "*.nupkg"));
        var symbols = Assert.Single(Directory.GetFiles(directory.File("feed"), "*.snupkg"));

        var (version, commit) = DescribesItself(package);
        NamesItsSources(symbols, commit);
        await ReadmeCompilesAsync(directory, version);
    }

    private static (string Version, string Commit) DescribesItself(string package)
    {
        using var archive = ZipFile.OpenRead(package);
        Assert.Equal(
            ["README.md", "SentinelEvents.Contracts.nuspec", "lib/net10.0/SentinelEvents.Contracts.dll", "lib/net10.0/SentinelEvents.Contracts.xml"],
            archive.Entries.Select(entry => entry.FullName).Where(name => !Envelope().IsMatch(name)).Order(StringComparer.Ordinal));
        Assert.Equal(File.ReadAllText(RepositoryFiles.PathOf("src/Contracts/README.md")), Text(archive, "README.md"));

        var metadata = XDocument.Parse(Text(archive, "SentinelEvents.Contracts.nuspec")).Root!.Elements().Single();
        string? Value(string name) => metadata.Element(metadata.Name.Namespace + name)?.Value;
        Assert.Equal(("SentinelEvents.Contracts", "README.md", "Apache-2.0"), (Value("id"), Value("readme"), Value("license")));
        Assert.NotEmpty(Value("description")!);
        Assert.Empty(metadata.Descendants(metadata.Name.Namespace + "dependency"));
        var repository = metadata.Element(metadata.Name.Namespace + "repository")!;
        Assert.Equal(("git", Repository), (repository.Attribute("type")?.Value, repository.Attribute("url")?.Value));
        return (Value("version")!, repository.Attribute("commit")!.Value);
    }

    private static void NamesItsSources(string symbols, string commit)
    {
        using var archive = ZipFile.OpenRead(symbols);
        using var stream = new MemoryStream();
        using (var entry = archive.GetEntry("lib/net10.0/SentinelEvents.Contracts.pdb")!.Open())
        {
            entry.CopyTo(stream);
        }

        stream.Position = 0;
        using var provider = MetadataReaderProvider.FromPortablePdbStream(stream);
        var reader = provider.GetMetadataReader();
        var link = Assert.Single(reader.CustomDebugInformation.Select(reader.GetCustomDebugInformation), information => reader.GetGuid(information.Kind) == SourceLink);
        Assert.Equal(
            $$$"""{"documents":{"/_/*":"https://raw.githubusercontent.com/example/sentinel-events/{{{commit}}}/*"}}""",
            Encoding.UTF8.GetString(reader.GetBlobBytes(link.Value)));
        // Every source of the repository is where the link says; three files are made by the build.
        var sources = reader.Documents.Select(document => reader.GetString(reader.GetDocument(document).Name)).Where(name => !name.Contains("/obj/", StringComparison.Ordinal)).ToList();
        Assert.Contains("/_/src/Contracts/MasterSwitched.cs", sources);
        Assert.All(sources, source => Assert.StartsWith("/_/", source, StringComparison.Ordinal));
    }

    private static async Task ReadmeCompilesAsync(LabDirectory directory, string version)
    {
        var snippet = Assert.Single(Snippet().Matches(File.ReadAllText(RepositoryFiles.PathOf("src/Contracts/README.md"))));
        Directory.CreateDirectory(directory.File("consumer"));
        await File.WriteAllTextAsync(directory.File("consumer/Program.cs"), snippet.Groups["code"].Value);
        await File.WriteAllTextAsync(directory.File("consumer/consumer.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <RestoreSources>{directory.File("feed")}</RestoreSources>
                <RestorePackagesPath>{directory.File("packages")}</RestorePackagesPath>
              </PropertyGroup>
              <ItemGroup><PackageReference Include="SentinelEvents.Contracts" Version="{version}" /></ItemGroup>
            </Project>
            """);
        await DotNetAsync(directory.File("consumer"), "build", "--output", directory.File("built"));

        // And what was compiled reads an event.
        var approved = await File.ReadAllTextAsync(RepositoryFiles.PathOf("tests/Unit/Contracts/Json/MasterSwitched.json"));
        await File.WriteAllTextAsync(directory.File("event.json"), approved);
        var lines = await RunAsync(directory.Path, "/bin/sh", "-c", $"'{ServerPrograms.DotNet}' built/consumer.dll <event.json");
        Assert.Matches(@"^\S+: \S+ -> \S+, generation \d+, epoch \d+$", Assert.Single(lines));
    }

    private static Task<IReadOnlyList<string>> DotNetAsync(string directory, params string[] arguments) => RunAsync(directory, ServerPrograms.DotNet, arguments);

    private static async Task<IReadOnlyList<string>> RunAsync(string directory, string program, params string[] arguments)
    {
        await using var process = await ServerProcess.StartAsync(new ServerCommand { Name = program, FileName = program, Arguments = arguments, WorkingDirectory = directory });
        var code = await process.WaitForExitAsync(Patience);
        Assert.True(code == 0, process.LogTail());
        return process.Lines;
    }

    private static string Text(ZipArchive archive, string entry)
    {
        using var reader = new StreamReader(archive.GetEntry(entry)!.Open());
        return reader.ReadToEnd();
    }

    // What NuGet puts around every package.
    [GeneratedRegex(@"^(_rels/|package/|\[Content_Types\])")]
    private static partial Regex Envelope();

    [GeneratedRegex(@"^```csharp\n(?<code>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Snippet();
}
