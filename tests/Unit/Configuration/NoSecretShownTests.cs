using System.Reflection;
using SentinelEvents.Worker.Configuration;
using SentinelEvents.Worker.Status;

namespace SentinelEvents.Unit.Configuration;

public sealed class NoSecretShownTests
{
    private const string Hidden = "h0pefully-hidden";

    public static TheoryData<Type, string> Secrets =>
        [.. from type in typeof(SentinelEventsOptions).Assembly.GetTypes()
            where type.Name.EndsWith("Options", StringComparison.Ordinal) && type is { IsAbstract: false, Namespace: { } room } && room.StartsWith("SentinelEvents.", StringComparison.Ordinal)
            from property in type.GetProperties()
            where SecretKeys.Hides(property.Name) && !(type == typeof(HttpOptions) && property.Name == nameof(HttpOptions.Url))
            select new TheoryDataRow<Type, string>(type, property.Name)];

    [Theory]
    [MemberData(nameof(Secrets))]
    public void ToString_OptionsWithSecret_DoNotShowIt(Type type, string secret)
    {
        var options = Activator.CreateInstance(type)!;
        foreach (var property in type.GetProperties().Where(property => property.PropertyType == typeof(IReadOnlyList<string>)))
        {
            property.SetValue(options, (string[])["shown"]);
        }

        var holder = type.GetProperty(secret, BindingFlags.Public | BindingFlags.Instance)!;
        holder.SetValue(options, holder.PropertyType == typeof(string) ? Hidden : (string[])[Hidden]);
        Assert.DoesNotContain(Hidden, options.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Secrets_OfTheOptions_AreFound() => Assert.True(Secrets.Count >= 13, $"Only {Secrets.Count} were found.");
}
