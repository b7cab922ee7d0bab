using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using SentinelEvents.Tests;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Presentation;

namespace SentinelEvents.Unit.Presentation;

public sealed partial class KnownLocalesTests
{
    // Its day, month, hour, minute and second can be told from each other, and in the second half of the day.
    private static readonly DateTimeOffset Moment = new(2026, 11, 27, 20, 34, 56, 789, TimeSpan.Zero);

    private static readonly string[] Shown =
    [
        "ar", "ar-EG", "bg", "bn", "ca", "cs", "da", "de", "de-AT", "de-CH", "el", "en", "en-GB", "en-IN", "es", "es-MX", "eu", "fa", "fi", "fr", "fr-CA", "he", "hi", "hr", "hu",
        "id", "it", "ja", "ko", "lt", "nb", "nl", "pl", "pt", "pt-PT", "ro", "ru", "sk", "sr-Latn", "sv", "th", "tr", "uk", "vi", "zh", "zh-Hant",
    ];

    [Fact]
    public void Find_OfManyCountries_WritesAsApproved()
    {
        var table = new StringBuilder();
        foreach (var name in Shown)
        {
            new Reading(TimeZoneInfo.Utc, KnownLocales.Find(name)!).Write(() => table.Append(CultureInfo.InvariantCulture, $"""
                {name}
                  {ReadableTime.Precise(Moment)} | {ReadableTime.Of(Moment)} | {ReadableTime.Day(Moment)} | {ReadableTime.Tick(Moment)}
                  {ReadableNumber.Of(1234)} | {ReadableNumber.Of(-1234567.891, "0.###")} | {ReportWords.Share(0.99351)}
                  {Moment.ToString("D", Reading.Current.Locale.Culture)} | {Moment.ToString("m", Reading.Current.Locale.Culture)} | {Moment.ToString("y", Reading.Current.Locale.Culture)}

                """));
        }

        Snapshot.Match("Presentation/Golden/locales.txt", table.ToString());
    }

    [Fact]
    public void Find_OfEach_WritesTimesAndNumbersWhole()
    {
        Assert.InRange(KnownLocales.Names.Count, 500, 600);
        Assert.All(KnownLocales.Names, WritesWhole);
    }

    private static void WritesWhole(string name)
    {
        var locale = KnownLocales.Find(name)!;
        Assert.Equal(name, locale.Name);
        new Reading(TimeZoneInfo.Utc, locale).Write(() =>
        {
            var (precise, tick) = (ReadableTime.Precise(Moment), ReadableTime.Tick(Moment));
            Assert.Equal(["11", "2026", "27", "34", "56", "789"], Digits().Matches(precise).Select(digits => digits.Value).Where(digits => digits is not ("20" or "8" or "08")).Order(StringComparer.Ordinal));
            Assert.Equal("20", Digits().Match(tick).Value);
            Assert.Contains(locale.Culture.NumberFormat.NumberDecimalSeparator + "789", precise, StringComparison.Ordinal);

            // What hides would be made visible as \u200e, what the font lacks is a question mark in pictures, and a letter that runs from right to left turns the numbers after it.
            string[] written = [precise, ReadableTime.Of(Moment), ReadableTime.Day(Moment), tick, ReadableNumber.Of(-1234567.5, "0.#"), ReportWords.Share(0.5)];
            Assert.All(written, text => Assert.Equal(text, VisibleText.Of(text)));
            Assert.All(written, text => Assert.Equal(text, PictureFont.Drawable(text)));
            Assert.All(written, text => Assert.DoesNotMatch(@"[\u0590-\u0669\u066b-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]", text));
            return 0;
        });
        Assert.Equal(12, locale.Culture.DateTimeFormat.MonthNames.Count(month => month.Length > 0));
        Assert.Distinct(locale.Culture.DateTimeFormat.DayNames);
        Assert.Equal(1234567.5, double.Parse((1234567.5).ToString("N1", locale.Culture), NumberStyles.Number, locale.Culture));
        Assert.Equal(Moment.Date, DateTime.Parse(Moment.ToString("d", locale.Culture), locale.Culture).Date);
    }

    [Theory]
    [InlineData("DE-at", "de-AT")]
    [InlineData("de-AT", "de-AT")]
    [InlineData("de-PL", "de")] // German in Poland: a country without German forms of its own
    [InlineData("de-DE", "de")]
    [InlineData("de-Latn-DE", "de")]
    [InlineData("en-US", "en")]
    [InlineData("es-419", "es-419")]
    [InlineData("iw", "he")]
    [InlineData("no", "nb")]
    [InlineData("nb-NO", "nb")]
    [InlineData("sr-ME", "sr-Latn-ME")]
    [InlineData("uz-Latn-UZ", "uz")]
    [InlineData("zh-CN", "zh")]
    [InlineData("zh-Hans-SG", "zh-SG")]
    [InlineData("zh-TW", "zh-Hant")]
    [InlineData("zh-HK", "zh-Hant-HK")]
    public void Find_NamesOfOneLocale_AreAlike(string name, string same)
    {
        var (one, other) = (KnownLocales.Find(name)!, KnownLocales.Find(same)!);
        Assert.Equal(other with { Name = one.Name, Culture = one.Culture }, one);
        Assert.Equal(other.Culture.DateTimeFormat.MonthNames, one.Culture.DateTimeFormat.MonthNames);
    }

    [Fact]
    public void Find_Countries_DifferWhereTheyDo()
    {
        Assert.NotEqual(KnownLocales.Find("en-US")!.Date, KnownLocales.Find("en-GB")!.Date);
        Assert.Equal("Jänner", KnownLocales.Find("de-AT")!.Culture.DateTimeFormat.MonthNames[0]);
        Assert.NotEqual(KnownLocales.Find("de-DE")!.Culture.NumberFormat.NumberGroupSeparator, KnownLocales.Find("de-CH")!.Culture.NumberFormat.NumberGroupSeparator);
        Assert.NotEqual(KnownLocales.Find("zh-CN")!.Culture.DateTimeFormat.ShortTimePattern, KnownLocales.Find("zh-TW")!.Culture.DateTimeFormat.ShortTimePattern);
    }

    [Theory]
    [InlineData("", "such as de-DE")]
    [InlineData("de_DE", "mean de-DE?")]
    [InlineData("de_DE.UTF-8", "mean de-DE?")]
    [InlineData("sr_RS@latin", "mean sr-RS?")]
    [InlineData("en-UK", "mean en-GB?")]
    [InlineData("de-XX", "mean de")]
    [InlineData("dd-DE", "mean de-DE")]
    [InlineData("xx-XX", "such as de-DE")]
    [InlineData("de-DE-1996", "such as de-DE")]
    [InlineData("German", "such as de-DE")]
    [InlineData("jp", "mean ja or ")]
    [InlineData("en-840", "such as de-DE")]
    [InlineData("de-", "such as de-DE")]
    [InlineData("de\n", "such as de-DE")]
    [InlineData("../de", "such as de-DE")]
    public void Find_OfWhatIsNoLocale_IsNullAndTheCureNamesWhatIsNear(string name, string words)
    {
        Assert.Null(KnownLocales.Find(name));
        Assert.Contains(words, KnownLocales.Cure(name), StringComparison.Ordinal);
    }

    [Fact]
    public void Iso_WritesWhatProgramsRead() => Assert.Equal(("1234567.5", "1234", "50 %"), (ReadableNumber.Of(1234567.5, "0.#"), ReadableNumber.Of(1234), ReportWords.Share(0.5)));

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Digits();
}
