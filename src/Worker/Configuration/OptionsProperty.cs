using System.Reflection;

namespace SentinelEvents.Worker.Configuration;

/// <summary>One key of an options record.</summary>
/// <param name="Property">Where its value goes.</param>
/// <param name="Shape">The form of its value.</param>
/// <param name="Required">Whether it must be given.</param>
/// <param name="Default">What holds where it is not given.</param>
internal sealed record OptionsProperty(PropertyInfo Property, OptionsShape Shape, bool Required, object? Default)
{
    public string Name => Property.Name;
}
