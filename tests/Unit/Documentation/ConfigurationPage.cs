using System.Globalization;
using System.Text;
using SentinelEvents.Worker.Configuration;
using SentinelEvents.Worker.Delivery;

namespace SentinelEvents.Unit.Documentation;

/// <summary>Makes docs/configuration.md from the options and what is said of them in the code.</summary>
/// <param name="kinds">The kinds of destination.</param>
/// <param name="summaries">What is said in the code.</param>
internal sealed class ConfigurationPage(IReadOnlyList<DestinationKind> kinds, CodeSummaries summaries)
{
    private const string Beginning = """
        # Every key of the configuration

        Made from the options in the code; a test fails where the two differ. What belongs together, with examples, is in [operations.md](operations.md), [routes.md](routes.md),
        [notifications.md](notifications.md) and [reports.md](reports.md).

        - **In the file** (`config/sentinel-events.json`) a colon is a level: `Http:Url` is `"Http": { "Url": ... }`. `N` is a place in a list, `NAME` a name of your choice. Comments and trailing commas are allowed.
          An editor completes and checks the keys where the file begins with `"$schema": "./sentinel-events.schema.json"`; the schema lies in `config/`.
        - **Paths** that do not begin with `/` begin at the working directory of the program, not where the file lies.
        - **By environment** every level is two underscores, a place in a list is its number: `Clusters:N:Password` is `SENTINELEVENTS__Clusters__0__Password`.
        - **On the command line** it is `--Bus:Transport=RabbitMq`; never a secret, which every user of the machine could read there.
        - The command line wins over the environment, the environment over the file. A duration is `hh:mm:ss`, with days before a point: `90.00:00:00`. Names of keys have no case.

        """;

    public string Write()
    {
        var page = new StringBuilder(Beginning);
        foreach (var property in OptionsShape.OfRecord(typeof(SentinelEventsOptions)).Properties)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {property.Name}\n{summaries.Of(property.Property)}\n");
            if (property.Shape is OptionsShape.MapOf { Item: OptionsShape.ByKind })
            {
                foreach (var kind in kinds.OrderBy(kind => kind.Name, StringComparer.Ordinal))
                {
                    page.Append(CultureInfo.InvariantCulture, $"\n### {property.Name}, Kind {kind.Name}\n{summaries.Of(kind.Options)}\n");
                    Table(page, OptionsShape.OfRecord(kind.Options), $"{property.Name}:NAME:");
                }
            }
            else
            {
                var (record, place) = property.Shape switch
                {
                    OptionsShape.ListOf { Item: OptionsShape.Record item } => (item, ":N:"),
                    _ => ((OptionsShape.Record)property.Shape, ":"),
                };
                Table(page, record, property.Name + place);
            }
        }

        return page.ToString();
    }

    private void Table(StringBuilder page, OptionsShape.Record record, string prefix)
    {
        page.Append('\n').Head("key", "value", "default", "meaning");
        Rows(page, record, prefix);
    }

    private void Rows(StringBuilder page, OptionsShape.Record record, string prefix)
    {
        foreach (var property in record.Properties)
        {
            var path = prefix + property.Name;
            switch (property.Shape)
            {
                case OptionsShape.Record below:
                    Rows(page, below, path + ":");
                    break;
                case OptionsShape.ListOf { Item: OptionsShape.Record below }:
                    Rows(page, below, path + ":N:");
                    break;
                default:
                    page.Row($"`{path}`", Value(property.Shape), Default(property, path), Meaning(property));
                    break;
            }
        }
    }

    private string Meaning(OptionsProperty property) => property.Shape is OptionsShape.Choice choice
        ? string.Join(
            "<br>",
            Enum.GetNames(choice.Enum).Select(name => summaries.Of(choice.Enum, name) is { } summary ? $"`{name}`: {summary}" : null).Prepend(summaries.Of(property.Property)).OfType<string>())
        : summaries.Of(property.Property) ?? (property.Name == nameof(DestinationOptions.Kind) ? "Which kind of destination it is." : "");

    private static string Value(OptionsShape shape) => shape switch
    {
        OptionsShape.Flag => "`true` or `false`",
        OptionsShape.Whole(int.MinValue, int.MaxValue) => "number",
        OptionsShape.Whole whole => string.Create(CultureInfo.InvariantCulture, $"number, {whole.Least} to {whole.Most}"),
        OptionsShape.Duration duration when duration.Most < TimeSpan.MaxValue => $"duration, {duration.Least:c} to {duration.Most:c}",
        OptionsShape.Duration => "duration",
        OptionsShape.Choice choice => string.Join(", ", Enum.GetNames(choice.Enum).Select(name => $"`{name}`")),
        OptionsShape.ListOf list => $"list of {Value(list.Item)}",
        OptionsShape.MapOf map => $"{Value(map.Item)} by name",
        OptionsShape.Instant => "instant, ISO 8601 with offset",
        _ => "text",
    };

    private static string Default(OptionsProperty property, string path) => property switch
    {
        { Required: true } => "**required**",
        { Default: null or "" } => "",
        { Default: string } when SecretKeys.Hides(property.Name) && path != "Http:Url" => "",
        { Default: bool flag } => flag ? "`true`" : "`false`",
        { Default: TimeSpan span } => $"`{span:c}`",
        { Default: System.Collections.IEnumerable and not string } => "",
        _ => string.Create(CultureInfo.InvariantCulture, $"`{property.Default}`"),
    };
}
