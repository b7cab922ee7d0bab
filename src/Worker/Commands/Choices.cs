using System.CommandLine;
using System.CommandLine.Parsing;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Commands;

/// <summary>Options whose value is one of some names, in any case. Whoever mistypes one is told the names, and not what a program calls the list of them.</summary>
internal static class Choices
{
    public static Option<T> ByName<T>(this Option<T> option)
        where T : struct, Enum
    {
        option.CustomParser = result => Read<T>(option.Name, result) ?? default;
        return option;
    }

    public static Option<T?> ByName<T>(this Option<T?> option)
        where T : struct, Enum
    {
        option.CustomParser = result => Read<T>(option.Name, result);
        return option;
    }

    private static T? Read<T>(string option, ArgumentResult result)
        where T : struct, Enum
    {
        var given = result.Tokens[^1].Value;
        if (Enum.GetNames<T>().FirstOrDefault(name => name.Equals(given, StringComparison.OrdinalIgnoreCase)) is { } name)
        {
            return Enum.Parse<T>(name);
        }

        result.AddError($"{option} {VisibleText.Of(given)} is not accepted. {NearestName.Cure(given, Enum.GetNames<T>(), "Give one of")}");
        return null;
    }
}
