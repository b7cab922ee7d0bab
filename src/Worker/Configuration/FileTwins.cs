using System.Globalization;

namespace SentinelEvents.Worker.Configuration;

/// <summary>
/// Keys that name a file. Where the record has a key of the same name without <c>File</c>, the file's content becomes its value
/// (one entry a line where it is a list), so that whoever uses the options need not know of files.
/// </summary>
internal static class FileTwins
{
    private const string Ending = "File";

    public static void Apply(OptionsBinder binder, GivenValues given, OptionsShape.Record shape, object options, string path)
    {
        foreach (var file in shape.Properties.Where(property => property.Shape is OptionsShape.Text && property.Name.EndsWith(Ending, StringComparison.Ordinal)))
        {
            if (file.Property.GetValue(options) is string { Length: > 0 } name)
            {
                var twin = shape.Properties.FirstOrDefault(property => property.Name == file.Name[..^Ending.Length]);
                Apply(binder, given, options, path.Length == 0 ? "" : path + ":", file, twin, name);
            }
        }
    }

    private static void Apply(OptionsBinder binder, GivenValues given, object options, string prefix, OptionsProperty file, OptionsProperty? twin, string name)
    {
        var path = prefix + file.Name;
        if (twin?.Shape is OptionsShape.Text && given.Has(prefix + twin.Name))
        {
            binder.Mistakes.Add(new ConfigurationMistake(path, $"is given together with {twin.Name}", "Keep one of them; an empty value takes one back that another source gives."));
            return;
        }

        var (text, problem) = SmallTextFile.Read(name);
        if (text is null || string.IsNullOrWhiteSpace(text))
        {
            var from = Path.IsPathRooted(name) ? "" : $" in {Directory.GetCurrentDirectory()}";
            binder.Mistakes.Add(new ConfigurationMistake(path, $"the file {GivenValues.Printable(name)} {problem ?? "is empty"}{from}", "Give the path of a file that this service can read."));
        }
        else if (twin is { Shape: OptionsShape.Text })
        {
            twin.Property.SetValue(options, text.Trim());
            binder.FromFile[prefix + twin.Name] = path;
        }
        else if (twin is { Shape: OptionsShape.ListOf })
        {
            var before = (IReadOnlyList<string>)twin.Property.GetValue(options)!;
            string[] all = [.. before, .. text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
            twin.Property.SetValue(options, all);
            foreach (var index in Enumerable.Range(before.Count, all.Length - before.Count))
            {
                binder.FromFile[string.Create(CultureInfo.InvariantCulture, $"{prefix}{twin.Name}:{index}")] = path;
            }
        }
    }
}
