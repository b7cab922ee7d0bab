using SentinelEvents.Worker.Notifications.Templates;

namespace SentinelEvents.Unit.Notifications.Templates;

public sealed class TemplateTextTests
{
    private const int Many = 20_000;

    public static TheoryData<string, string> TooMuch => new()
    {
        { Times("{% if kind %}") + Times("{% endif %}"), "stand in each other" },
        { Times("{%- capture x -%}", 5_000) + Times("{% endcapture %}", 5_000), "stand in each other" },
        { $"{{% liquid\n{Times("if kind\n")}{Times("endif\n")}%}}", "" },
        { $"{{{{ {Times("(")}1{Times(")")} }}}}", "" },
        { $"{{{{ {Times("('%}'..")}1{Times(")")} }}}}", "" },
        { $"{{{{ a{Times("[a")}{Times("]")} }}}}", "stand in each other" },
        { $"{{{{ a{Times(" | upcase")} }}}}", "stand in each other" },
        { $"{{{{ a{Times(" | append: (a")}{Times(")")} }}}}", "" },
        { $"{{% if a{Times(" and a")} %}}{{% endif %}}", "stand in each other" },
        { $"{{% if a{Times(" contains a or a")} %}}{{% endif %}}", "stand in each other" },
        { new string('x', 300_000), "longer than 262144 characters" },
    };

    [Theory]
    [MemberData(nameof(TooMuch))]
    public void TryParse_MoreThanTheProcessBears_IsRefused(string source, string words)
    {
        Assert.False(TemplateText.TryParse(source, out _, out var error));
        Assert.Contains(words, error, StringComparison.Ordinal);
    }

    [Fact]
    public void TryParse_ManyTagsOneAfterTheOther_IsATemplate() =>
        Assert.True(TemplateText.TryParse(Times("{% if kind == 'MasterDown' %}(down) [x]{% endif %}{{ headline | upcase }}", 1_000), out _, out var error), error);

    [Fact]
    public void TryParse_FiftyTagsInEachOther_IsATemplate() =>
        Assert.True(TemplateText.TryParse(Times("{% if kind %}", 50) + Times("{% endif %}", 50), out _, out var error), error);

    private static string Times(string text, int times = Many) => string.Concat(Enumerable.Repeat(text, Math.Min(times, 120_000 / text.Length)));
}
