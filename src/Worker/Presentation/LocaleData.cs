using System.Globalization;

namespace SentinelEvents.Worker.Presentation;

/// <summary>A locale as <c>Locales/locales.json</c> has it; scripts/locales.mjs says where each value is from. Lists are separated by bars.</summary>
internal sealed record LocaleData
{
    /// <summary>The locale that holds where this one says nothing.</summary>
    public string? Like { get; init; }

    public string? Decimal { get; init; }

    public string? Group { get; init; }

    public string? Minus { get; init; }

    /// <summary>Of the groups of digits, from the right.</summary>
    public string? Sizes { get; init; }

    public double? LeastGrouped { get; init; }

    public string? Percent { get; init; }

    public string? Date { get; init; }

    public string? LongDate { get; init; }

    public string? MonthDay { get; init; }

    public string? LongMonthDay { get; init; }

    public string? YearMonth { get; init; }

    public string? ShortTime { get; init; }

    public string? Time { get; init; }

    /// <summary>The same, for what is written in English: without half days in letters of other scripts.</summary>
    public string? Minutes { get; init; }

    public string? Seconds { get; init; }

    public string? Milliseconds { get; init; }

    /// <summary>With hours from 0 to 23 everywhere.</summary>
    public string? Tick { get; init; }

    public string? Am { get; init; }

    public string? Pm { get; init; }

    public string? Days { get; init; }

    public string? ShortDays { get; init; }

    public string? ShortestDays { get; init; }

    public string? Months { get; init; }

    public string? ShortMonths { get; init; }

    public string? MonthsOfDays { get; init; }

    public string? ShortMonthsOfDays { get; init; }

    /// <summary>With what another says where this one says nothing.</summary>
    public LocaleData Over(LocaleData other) => new()
    {
        Like = other.Like,
        Decimal = Decimal ?? other.Decimal,
        Group = Group ?? other.Group,
        Minus = Minus ?? other.Minus,
        Sizes = Sizes ?? other.Sizes,
        LeastGrouped = LeastGrouped ?? other.LeastGrouped,
        Percent = Percent ?? other.Percent,
        Date = Date ?? other.Date,
        LongDate = LongDate ?? other.LongDate,
        MonthDay = MonthDay ?? other.MonthDay,
        LongMonthDay = LongMonthDay ?? other.LongMonthDay,
        YearMonth = YearMonth ?? other.YearMonth,
        ShortTime = ShortTime ?? other.ShortTime,
        Time = Time ?? other.Time,
        Minutes = Minutes ?? other.Minutes,
        Seconds = Seconds ?? other.Seconds,
        Milliseconds = Milliseconds ?? other.Milliseconds,
        Tick = Tick ?? other.Tick,
        Am = Am ?? other.Am,
        Pm = Pm ?? other.Pm,
        Days = Days ?? other.Days,
        ShortDays = ShortDays ?? other.ShortDays,
        ShortestDays = ShortestDays ?? other.ShortestDays,
        Months = Months ?? other.Months,
        ShortMonths = ShortMonths ?? other.ShortMonths,
        MonthsOfDays = MonthsOfDays ?? other.MonthsOfDays,
        ShortMonthsOfDays = ShortMonthsOfDays ?? other.ShortMonthsOfDays,
    };

    /// <summary>Of data that says everything.</summary>
    public Locale Make(string name) => new()
    {
        Name = name,
        Culture = MakeCulture(),
        Date = Date!,
        MonthDay = MonthDay!,
        Minutes = Minutes!,
        Seconds = Seconds!,
        Milliseconds = Milliseconds!,
        Tick = Tick!,
        Percent = Percent!,
        LeastGrouped = LeastGrouped!.Value,
    };

    private CultureInfo MakeCulture()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        int[] sizes = [.. Sizes!.Split(',').Select(size => int.Parse(size, CultureInfo.InvariantCulture))];
        var (percent, minusPercent) = PercentForms(Percent!);
        culture.NumberFormat = new NumberFormatInfo
        {
            NegativeSign = Minus!,
            NumberDecimalSeparator = Decimal!,
            NumberGroupSeparator = Group!,
            NumberGroupSizes = sizes,
            PercentSymbol = Percent!.Replace("{0}", "", StringComparison.Ordinal).Trim(),
            PercentDecimalSeparator = Decimal!,
            PercentGroupSeparator = Group!,
            PercentGroupSizes = sizes,
            PercentPositivePattern = percent,
            PercentNegativePattern = minusPercent,
            CurrencyDecimalSeparator = Decimal!,
            CurrencyGroupSeparator = Group!,
            CurrencyGroupSizes = sizes,
        };
        culture.DateTimeFormat = new DateTimeFormatInfo
        {
            // The forms say what stands between their parts.
            DateSeparator = "/",
            TimeSeparator = ":",
            ShortDatePattern = Date!,
            LongDatePattern = LongDate!,
            MonthDayPattern = LongMonthDay!,
            YearMonthPattern = YearMonth!,
            ShortTimePattern = ShortTime!,
            LongTimePattern = Time!,
            FullDateTimePattern = $"{LongDate} {Time}",
            AMDesignator = Am!,
            PMDesignator = Pm!,
            DayNames = Days!.Split('|'),
            AbbreviatedDayNames = ShortDays!.Split('|'),
            ShortestDayNames = ShortestDays!.Split('|'),
            MonthNames = Year(Months!),
            AbbreviatedMonthNames = Year(ShortMonths!),
            MonthGenitiveNames = Year(MonthsOfDays!),
            AbbreviatedMonthGenitiveNames = Year(ShortMonthsOfDays!),
        };
        return CultureInfo.ReadOnly(culture);
    }

    /// <summary>Of positive and of negative numbers, by the numbers that .NET gives to the places of the sign.</summary>
    private static (int Positive, int Negative) PercentForms(string percent) => (percent.StartsWith("{0}", StringComparison.Ordinal), percent.Any(char.IsWhiteSpace)) switch
    {
        (true, true) => (0, 0),
        (true, false) => (1, 1),
        (false, false) => (2, 2),
        _ => (3, 7),
    };

    /// <summary>.NET has room for calendars with a thirteenth month.</summary>
    private static string[] Year(string months) => [.. months.Split('|'), ""];
}
