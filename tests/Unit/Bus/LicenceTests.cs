using System.Xml.Linq;
using MassTransit;
using SentinelEvents.Tests;

namespace SentinelEvents.Unit.Bus;

/// <summary>MassTransit 9 and later need a commercial licence.</summary>
public sealed class LicenceTests
{
    [Fact]
    public void Packages_OfMassTransit_AreHeldBelowNine()
    {
        var versions = XDocument.Parse(Snapshot.Read("Directory.Packages.props")).Descendants("PackageVersion")
            .Where(package => package.Attribute("Include")!.Value.StartsWith("MassTransit", StringComparison.Ordinal))
            .Select(package => package.Attribute("Version")!.Value)
            .ToList();
        Assert.NotEmpty(versions);
        Assert.All(versions, version => Assert.Matches(@"^\[8\.[0-9.]+,9\.0\.0\)$", version));
    }

    [Fact]
    public void Assemblies_OfMassTransit_AreBelowNine()
    {
        Assert.Equal(8, typeof(IBus).Assembly.GetName().Version!.Major);
        Assert.Equal(8, typeof(RabbitMqBusFactoryConfiguratorExtensions).Assembly.GetName().Version!.Major);
    }
}
