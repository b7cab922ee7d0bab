using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Unit.Documentation;

/// <summary>Makes docs/event-reference.md from the contracts and what is said of them in the code.</summary>
/// <param name="summaries">What is said in the code.</param>
internal sealed class EventPage(CodeSummaries summaries)
{
    private const string Beginning = """
        # Every field of every event

        Made from `SentinelEvents.Contracts`; a test fails where the two differ. When which event comes and what to do then is in [events.md](events.md).

        The JSON is the same over [bus](bus.md) (inside MassTransit's envelope), [webhook](notifications.md) (as the `data` of a CloudEvent of the type `sentinelevents.KIND.v1`) and
        [API](api.md). Times are ISO 8601 in UTC, durations `hh:mm:ss` with a fraction, addresses an object of `host` and `port`. New fields may come; those that are there stay what they are.

        ## Of every event

        """;

    private static readonly JsonSerializerOptions Layout = new(SentinelEventJson.Options) { WriteIndented = true, NewLine = "\n" };

    private readonly SortedDictionary<string, Type> named = new(StringComparer.Ordinal);

    public string Write()
    {
        var page = new StringBuilder(Beginning);
        Table(page, FieldsOf(typeof(SentinelEvent)));
        foreach (var kind in SampleEvents.Kinds)
        {
            var type = SentinelEventJson.TypeOf(kind);
            page.Append(CultureInfo.InvariantCulture, $"\n## {kind}\n{summaries.Of(type)}\n");
            var own = FieldsOf(type).ExceptBy(FieldsOf(typeof(SentinelEvent)).Select(field => field.Name), field => field.Name).ToList();
            if (own.Count > 0)
            {
                page.Append('\n');
                Table(page, own);
            }

            page.Append(CultureInfo.InvariantCulture, $"\n```json\n{JsonNode.Parse(SentinelEventJson.Serialize(SampleEvents.Of(kind)))!.ToJsonString(Layout)}\n```\n");
        }

        page.Append("\n## What their fields are made of\n");
        Parts(page);
        return page.ToString();
    }

    private static IReadOnlyList<PropertyInfo> FieldsOf(Type type) =>
        [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0 && property.Name != "EqualityContract")];

    private void Table(StringBuilder page, IEnumerable<PropertyInfo> fields)
    {
        page.Head("field", "type", "meaning");
        foreach (var field in fields)
        {
            page.Row($"`{JsonNamingPolicy.CamelCase.ConvertName(field.Name)}`", TypeOf(field), summaries.Of(field) ?? "");
        }
    }

    // What a part is made of may name further parts.
    private void Parts(StringBuilder page)
    {
        HashSet<string> written = [];
        while (named.FirstOrDefault(part => !written.Contains(part.Key)) is { Key: { } name, Value: { } type })
        {
            written.Add(name);
            page.Append(CultureInfo.InvariantCulture, $"\n### {name}\n{summaries.Of(type)}\n\n");
            if (type.IsEnum)
            {
                page.Head("value", "meaning");
                foreach (var value in Enum.GetNames(type))
                {
                    page.Row($"`{value}`", summaries.Of(type, value) ?? "");
                }
            }
            else
            {
                Table(page, FieldsOf(type));
            }
        }
    }

    private string TypeOf(PropertyInfo field)
    {
        var optional = Nullable.GetUnderlyingType(field.PropertyType) is not null || new NullabilityInfoContext().Create(field).ReadState == NullabilityState.Nullable;
        return Name(Nullable.GetUnderlyingType(field.PropertyType) ?? field.PropertyType) + (optional ? " or null" : "");
    }

    private string Name(Type type)
    {
        if (type.IsGenericType)
        {
            return $"list of {Name(type.GetGenericArguments()[^1])}";
        }

        if (type.Assembly == typeof(SentinelEvent).Assembly)
        {
            named[type.Name] = type;
            return $"[{type.Name}](#{type.Name.ToLowerInvariant()})";
        }

        return type switch
        {
            _ when type == typeof(string) => "text",
            _ when type == typeof(bool) => "true or false",
            _ when type == typeof(DateTimeOffset) => "time",
            _ when type == typeof(TimeSpan) => "duration",
            _ when type == typeof(Guid) => "UUID",
            _ => "number",
        };
    }
}
