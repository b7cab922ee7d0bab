using System.Collections;
using System.Globalization;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Configuration;

/// <summary>
/// Walks the options records and the configuration side by side: binds what fits and collects everything that does not.
/// Where a value does not fit, the default or something empty stands in, so that the rest can still be checked.
/// </summary>
internal sealed class OptionsBinder(IConfiguration root, IReadOnlyList<DestinationKind> kinds)
{
    private static readonly string[] InstantForms = ["yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm'Z'"];

    private static readonly string[] DurationForms = [@"hh\:mm\:ss", @"hh\:mm\:ss\.FFFFFFF", @"d\.hh\:mm\:ss", @"d\.hh\:mm\:ss\.FFFFFFF"];

    private readonly GivenValues given = new(root);

    public List<ConfigurationMistake> Mistakes { get; } = [];

    /// <summary>Which file a value came from: path of the value to path of the key that named the file.</summary>
    public Dictionary<string, string> FromFile { get; } = new(StringComparer.OrdinalIgnoreCase);

    public SentinelEventsOptions BindRoot() =>
        (SentinelEventsOptions)BindRecord(OptionsShape.OfRecord(typeof(SentinelEventsOptions)), root, "");

    private object? Bind(OptionsShape shape, IConfigurationSection section) => shape switch
    {
        OptionsShape.Record record => BindRecord(record, section),
        OptionsShape.ListOf list => BindList(list, section),
        OptionsShape.MapOf map => BindMap(map, section),
        OptionsShape.ByKind => BindByKind(section),
        _ when section.GetChildren().Any() => Refuse(section.Path, "is an object or a list", OneValue(shape)),
        _ => BindValue(shape, section),
    };

    private static object? Instead(OptionsShape shape) => shape switch
    {
        OptionsShape.Text => "",
        OptionsShape.ListOf list => Array.CreateInstance(list.ItemType, 0),
        OptionsShape.Whole whole => whole.Least,
        OptionsShape.Duration duration => duration.Least,
        OptionsShape.Flag => false,
        OptionsShape.Choice choice => Enum.GetValues(choice.Enum).GetValue(0),
        OptionsShape.Record record => InsteadOf(record),
        _ => null,
    };

    private static object InsteadOf(OptionsShape.Record shape)
    {
        var options = Activator.CreateInstance(shape.Type)!;
        foreach (var property in shape.Properties.Where(property => property.Required))
        {
            property.Property.SetValue(options, Instead(property.Shape));
        }

        return options;
    }

    private static string OneValue(OptionsShape shape) => shape switch
    {
        OptionsShape.Flag => "Give true or false.",
        OptionsShape.Whole(int.MinValue, int.MaxValue) => "Give a whole number.",
        OptionsShape.Whole whole => string.Create(CultureInfo.InvariantCulture, $"Give a whole number from {whole.Least} to {whole.Most}."),
        OptionsShape.Duration duration when duration.Most == TimeSpan.MaxValue => "Give a time span as hh:mm:ss or d.hh:mm:ss.",
        OptionsShape.Duration duration => $"Give a time span as hh:mm:ss or d.hh:mm:ss, from {duration.Least:c} to {duration.Most:c}.",
        OptionsShape.Instant => "Give a time with its offset from UTC, for example 2026-12-24T22:00:00Z or 2026-12-24T23:00:00+01:00.",
        OptionsShape.Choice choice => $"Give one of: {string.Join(", ", Enum.GetNames(choice.Enum))}.",
        _ => "Give one text.",
    };

    private object BindRecord(OptionsShape.Record shape, IConfigurationSection section)
    {
        if (!string.IsNullOrEmpty(section.Value))
        {
            Refuse(section.Path, $"{given.Show(section.Path)} is one value", $"Give an object with keys among: {Names(shape)}.");
        }

        return BindRecord(shape, section, section.Path);
    }

    private object BindRecord(OptionsShape.Record shape, IConfiguration configuration, string path)
    {
        var children = configuration.GetChildren().ToDictionary(child => child.Key, StringComparer.OrdinalIgnoreCase);
        foreach (var unknown in children.Values.Where(child => !IsKnown(shape, child.Key)))
        {
            Refuse(unknown.Path, $"there is no such key{given.Source(unknown.Path)}", NearestName.Cure(unknown.Key, [.. shape.Properties.Select(property => property.Name)], "Allowed here"));
        }

        var options = Activator.CreateInstance(shape.Type)!;
        foreach (var property in shape.Properties)
        {
            var child = children.GetValueOrDefault(property.Name);
            var value = child is null || !IsGiven(property.Shape, child) ? Absent(property, path) : Bind(property.Shape, child);
            property.Property.SetValue(options, value ?? property.Default ?? Instead(property));
        }

        FileTwins.Apply(this, given, shape, options, path);
        return options;
    }

    // An optional key keeps null, so that nobody mistakes an empty text for a value.
    private static object? Instead(OptionsProperty property) => property.Required ? Instead(property.Shape) : null;

    // The schema's own key is for editors; it stands only at the top.
    private static bool IsKnown(OptionsShape.Record shape, string key) =>
        shape.Properties.Any(property => property.Name.Equals(key, StringComparison.OrdinalIgnoreCase))
        || (shape.Type == typeof(SentinelEventsOptions) && key == "$schema");

    private static bool IsGiven(OptionsShape shape, IConfigurationSection section) =>
        !string.IsNullOrEmpty(section.Value) || section.GetChildren().Any() || (shape is OptionsShape.ListOf && section.Value is not null);

    private object? Absent(OptionsProperty property, string path)
    {
        if (property.Required)
        {
            Refuse(Below(path, property.Name), "is missing", property.Shape switch
            {
                OptionsShape.ListOf => "Give a list with at least one entry.",
                OptionsShape.Record record => $"Give an object with keys among: {Names(record)}.",
                _ => OneValue(property.Shape),
            });
        }

        return null;
    }

    private Array? BindList(OptionsShape.ListOf shape, IConfigurationSection section)
    {
        if (!string.IsNullOrEmpty(section.Value))
        {
            Refuse(section.Path, $"{given.Show(section.Path)} is one value", "Give a list: in JSON [ ... ], elsewhere one setting for each entry with its number, as in Name:0.");
            return null;
        }

        var children = section.GetChildren().ToList();
        var misnumbered = children.FirstOrDefault(child => !IsIndex(child.Key, children.Count));
        if (misnumbered is not null)
        {
            var key = SecretKeys.Hides(section.Path) ? "a key (not shown)" : $"\"{GivenValues.Printable(misnumbered.Key)}\"";
            Refuse(section.Path, $"{key} is no entry of this list{given.Source(misnumbered.Path)}", "Write a list as [ ... ], not as { ... }; where entries are single settings, number them from 0 without a gap.");
            return null;
        }

        var items = Array.CreateInstance(shape.ItemType, children.Count);
        foreach (var (index, child) in children.OrderBy(child => int.Parse(child.Key, CultureInfo.InvariantCulture)).Index())
        {
            if (!IsGiven(shape.Item, child))
            {
                Refuse(child.Path, "is empty", "Give it a value, or remove it from the list.");
                items.SetValue(Instead(shape.Item), index);
            }
            else
            {
                items.SetValue(Bind(shape.Item, child) ?? Instead(shape.Item), index);
            }
        }

        return items;
    }

    private static bool IsIndex(string key, int count) =>
        int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < count && key == index.ToString(CultureInfo.InvariantCulture);

    private IDictionary? BindMap(OptionsShape.MapOf shape, IConfigurationSection section)
    {
        if (!string.IsNullOrEmpty(section.Value))
        {
            Refuse(section.Path, $"{given.Show(section.Path)} is one value", "Give an object: a name of your choice for each entry.");
            return null;
        }

        var entries = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(typeof(string), shape.ItemType), StringComparer.OrdinalIgnoreCase)!;
        foreach (var (key, child) in shape.Item is OptionsShape.Text ? Leaves(section) : section.GetChildren().Select(child => (child.Key, child)))
        {
            if (!IsGiven(shape.Item, child))
            {
                Refuse(child.Path, "is empty", shape.Item is OptionsShape.Record or OptionsShape.ByKind ? "Give it an object, or remove it." : "Give it a value, or remove it.");
            }
            else if (Bind(shape.Item, child) is { } entry)
            {
                entries.Add(key, entry);
            }
        }

        return entries;
    }

    // The configuration takes the colons of a name, such as an IPv6 address, for levels.
    private static IEnumerable<(string Key, IConfigurationSection Section)> Leaves(IConfigurationSection section) =>
        section.GetChildren().SelectMany(child => child.GetChildren().Any()
            ? Leaves(child).Select(leaf => (Key: $"{child.Key}:{leaf.Key}", leaf.Section))
            : [(Key: child.Key, Section: child)]);

    private object? BindByKind(IConfigurationSection section)
    {
        var names = kinds.Select(kind => kind.Name).ToList();
        var given = section["Kind"];
        if (string.IsNullOrEmpty(given))
        {
            return Refuse(Below(section.Path, "Kind"), "is missing", $"Give one of: {string.Join(", ", names)}.");
        }

        if (kinds.FirstOrDefault(kind => kind.Name.Equals(given, StringComparison.OrdinalIgnoreCase)) is not { } known)
        {
            return Refuse(Below(section.Path, "Kind"), $"{this.given.Show(Below(section.Path, "Kind"))} is no kind of destination", NearestName.Cure(given, names, "Give one of"));
        }

        var options = BindRecord(OptionsShape.OfRecord(known.Options), section);
        typeof(DestinationOptions).GetProperty(nameof(DestinationOptions.Kind))!.SetValue(options, known.Name);
        return options;
    }

    private object? BindValue(OptionsShape shape, IConfigurationSection section)
    {
        var text = section.Value!;
        object? value = shape switch
        {
            OptionsShape.Text => text,
            OptionsShape.Flag => bool.TryParse(text, out var flag) ? flag : null,
            OptionsShape.Whole whole => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                && number >= whole.Least && number <= whole.Most ? number : null,
            OptionsShape.Duration duration => TimeSpan.TryParseExact(text, DurationForms, CultureInfo.InvariantCulture, out var span)
                && span >= duration.Least && span <= duration.Most ? span : null,
            OptionsShape.Instant => DateTimeOffset.TryParseExact(text, InstantForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant : null,
            // Enum.TryParse would take numbers and lists too.
            OptionsShape.Choice choice => Enum.GetNames(choice.Enum).FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } name
                ? Enum.Parse(choice.Enum, name)
                : null,
            _ => null,
        };
        return value ?? Refuse(section.Path, $"{given.Show(section.Path)} is not accepted", Cure(shape, text));
    }

    private static string Cure(OptionsShape shape, string text) => shape is OptionsShape.Choice choice
        ? NearestName.Cure(text, Enum.GetNames(choice.Enum), "Give one of")
        : OneValue(shape);

    private object? Refuse(string path, string problem, string cure)
    {
        Mistakes.Add(new ConfigurationMistake(path, problem, cure));
        return null;
    }

    private static string Names(OptionsShape.Record shape) => string.Join(", ", shape.Properties.Select(property => property.Name));

    private static string Below(string path, string name) => path.Length == 0 ? name : $"{path}:{name}";
}
