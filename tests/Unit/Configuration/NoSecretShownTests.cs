using System.Reflection;
using SentinelEvents.Worker.Configuration;

namespace SentinelEvents.Unit.Configuration;

public sealed class NoSecretShownTests
{
    private const string Hidden = "h0pefully-hidden";

    public static TheoryData<Type, string> Secrets =>
        [.. from type in typeof(SentinelEventsOptions).Assembly.GetTypes()
            where type.Name.EndsWith("Options", StringComparison.Ordinal) && type is { IsAbstract: false, Namespace: { } room } && room.StartsWith("SentinelEvents.", StringComparison.Ordinal)
            from property in type.GetProperties()
            where property.Name is "Password" or "Secrets" or "Uri" or "ConnectionString" or "ApiKey"
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
    public void Secrets_OfTheOptions_AreFound() => Assert.True(Secrets.Count >= 7, $"Only {Secrets.Count} were found.");
}
