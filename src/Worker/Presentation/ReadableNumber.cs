namespace SentinelEvents.Worker.Presentation;

/// <summary>Amounts as people read them: in the form of the <see cref="Reading"/>. Not for what is a name, such as a port or an epoch, which must be found again as it stands.</summary>
internal static class ReadableNumber
{
    public static string Of(long number) => Of(number, "0");

    /// <param name="number">How much.</param>
    /// <param name="form">How many digits, as in <c>0.#</c>; where they are grouped is the locale's affair.</param>
    public static string Of(double number, string form)
    {
        var locale = Reading.Current.Locale;
        return number.ToString(Math.Abs(number) >= locale.LeastGrouped ? $"#,{form}" : form, locale.Culture);
    }

    /// <param name="number">Of a hundred.</param>
    /// <param name="form">See <see cref="Of(double, string)"/>.</param>
    public static string Percent(double number, string form) => Reading.Current.Locale.Percent.Replace("{0}", Of(number, form), StringComparison.Ordinal);
}
