using System.CommandLine;
using System.Globalization;

namespace SentinelEvents.Lab;

/// <summary>An option that is a number of things.</summary>
internal static class CountOption
{
    internal static Option<int> Of(string name, string description, int standard, int most, int least = 1)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => standard };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is var number && (number < least || number > most))
            {
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} is a number from {least} to {most}."));
            }
        });
        return option;
    }
}
