using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using SentinelEvents.Worker.Delivery;

namespace SentinelEvents.Worker.Configuration;

/// <summary>What form a value of the configuration has; found once by reflection, then used to bind, to check and to make the JSON schema.</summary>
internal abstract record OptionsShape
{
    private static readonly ConcurrentDictionary<Type, Record> Records = new();

    private OptionsShape()
    {
    }

    public sealed record Text : OptionsShape;

    public sealed record Flag : OptionsShape;

    public sealed record Whole(int Least, int Most) : OptionsShape;

    public sealed record Duration(TimeSpan Least, TimeSpan Most) : OptionsShape;

    public sealed record Choice(Type Enum) : OptionsShape;

    public sealed record ListOf(Type ItemType, OptionsShape Item) : OptionsShape;

    public sealed record MapOf(Type ItemType, OptionsShape Item) : OptionsShape;

    public sealed record Record(Type Type, IReadOnlyList<OptionsProperty> Properties) : OptionsShape;

    /// <summary>A destination: its <c>Kind</c> decides the record.</summary>
    public sealed record ByKind : OptionsShape;

    /// <summary>An instant, as ISO 8601 with its offset from UTC.</summary>
    public sealed record Instant : OptionsShape;

    public static Record OfRecord(Type type) => Records.GetOrAdd(type, static type => new Record(type, [.. PropertiesOf(type)]));

    private static IEnumerable<OptionsProperty> PropertiesOf(Type type)
    {
        var defaults = Activator.CreateInstance(type);
        return type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.SetMethod is { IsPublic: true })
            .Select(property => new OptionsProperty(
                property,
                Of(property.PropertyType, property.GetCustomAttribute<RangeAttribute>()),
                property.IsDefined(typeof(RequiredMemberAttribute)),
                property.GetValue(defaults)));
    }

    private static OptionsShape Of(Type declared, RangeAttribute? range)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        return type switch
        {
            _ when type == typeof(string) => new Text(),
            _ when type == typeof(bool) => new Flag(),
            _ when type == typeof(int) => new Whole((int?)range?.Minimum ?? int.MinValue, (int?)range?.Maximum ?? int.MaxValue),
            _ when type == typeof(TimeSpan) => new Duration(Limit(range?.Minimum) ?? TimeSpan.Zero, Limit(range?.Maximum) ?? TimeSpan.MaxValue),
            _ when type.IsEnum => new Choice(type),
            _ when type == typeof(DestinationOptions) => new ByKind(),
            _ when type == typeof(DateTimeOffset) => new Instant(),
            { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) =>
                new ListOf(type.GetGenericArguments()[0], Of(type.GetGenericArguments()[0], null)),
            { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>) =>
                new MapOf(type.GetGenericArguments()[1], Of(type.GetGenericArguments()[1], null)),
            _ => OfRecord(type),
        };
    }

    private static TimeSpan? Limit(object? limit) => limit switch
    {
        string text => TimeSpan.ParseExact(text, "c", CultureInfo.InvariantCulture),
        TimeSpan span => span,
        _ => null,
    };
}
