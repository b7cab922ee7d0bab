using System.Text.Json;
using SentinelEvents.Worker.Configuration;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Notifications;

namespace SentinelEvents.Unit.Configuration;

public sealed class TemplateFilesTests : ConfigurationFixture
{
    [Fact]
    public void Read_Template_IsCarriedByItsDestinationAloneAndCountsAsAChange()
    {
        var before = GoodOptions(ReadAll()).Destinations["mail"];
        Write("mail/subject.liquid", "{{ where }}: {{ headline }}");
        var options = GoodOptions(ReadAll());

        Assert.Equal("{{ where }}: {{ headline }}", Assert.Single(options.Destinations["mail"].Templates).Value);
        Assert.Empty(options.Destinations["hook"].Templates);
        Assert.NotEqual(Spell(before), Spell(options.Destinations["mail"]));
    }

    [Fact]
    public void Read_TemplatesOfNoUse_AreMistakesAllAtOnceWithTheirPaths()
    {
        Write("mail/subjekt.liquid", "x");
        Write("mail/html.txt", "x");
        Write("mial/subject.liquid", "x");
        Write("hook/headline.liquid", "x");
        Write("subject.liquid", "x");

        Assert.Equal(
            [
                ("subject.liquid", "belongs to no destination"),
                ("hook/headline.liquid", "this destination (Webhook) has no text that a template could override"),
                ("mail/html.txt", "is no text of this destination"),
                ("mail/subjekt.liquid", "is no text of this destination"),
                ("mial", "there is no destination of this name"),
            ],
            Mistakes(ReadAll()).Select(mistake => (Below(mistake.Path), mistake.Problem)));
        Assert.Contains(Mistakes(ReadAll()), mistake => mistake.Cure.StartsWith("Did you mean mail?", StringComparison.Ordinal));
        Assert.Contains(Mistakes(ReadAll()), mistake => mistake.Cure.StartsWith("Did you mean subject.liquid?", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("first\n{{ where | }}", "it is no Liquid template: An identifier was expected after the '|' sign at (2:11)")]
    [InlineData("{{ headlin }}", "Undefined variable 'headlin'")]
    [InlineData("{{ headline | upcased }}", "Undefined filter 'upcased'")]
    [InlineData("{% for fact in facts %}{{ fact.labl }}{% endfor %}", "a member that it does not have")]
    [InlineData("{% include '/etc/passwd' %}", "it includes a file, which templates cannot do")]
    [InlineData("{% render '../../sentinel-events.json' %}", "it includes a file, which templates cannot do")]
    [InlineData("{% for i in (1..1000) %}{% for j in (1..1000) %}{{ j }}{% endfor %}{% endfor %}", "it takes too many steps")]
    [InlineData("{% for i in (1..1000000000) %}{{ i }}{% endfor %}", "it has a range of more than 10000 numbers")]
    [InlineData("{% assign s = 'xxxxxxxx' %}{% for i in (1..40) %}{% assign s = s | append: s %}{% endfor %}", "it keeps a text or a list of more than 262144 characters")]
    [InlineData("{% capture s %}xxxxxxxx{% endcapture %}{% for i in (1..40) %}{% capture s %}{{ s }}{{ s }}{% endcapture %}{% endfor %}", "it keeps a text or a list of more than 262144 characters")]
    [InlineData("{% capture s %}{% for i in (1..5000) %}xxxxxxxxxx{% endfor %}{% endcapture %}{% for i in (1..50) %}{{ s }}{% endfor %}", "it makes more than 1048576 characters")]
    [InlineData("{% capture s %}{% for i in (1..5000) %}xxxxxxxxxx{% endfor %}{% endcapture %}{{ s | replace: 'x', s }}", "it keeps a text or a list of more than 262144 characters")]
    [InlineData("{% capture s %}{% for i in (1..5000) %}xxxxxxxxxx{% endfor %}{% endcapture %}{{ (1..5000) | join: s }}", "it keeps a text or a list of more than 262144 characters")]
    [InlineData("{% assign a = facts %}{% for i in (1..40) %}{% assign a = a | concat: a %}{% endfor %}", "it keeps a text or a list of more than 262144 characters")]
    [InlineData("{{ 1 | format_number: 'D999999999' }}", "it keeps a text or a list of more than 262144 characters")]
    [InlineData("{% capture s %}{% for i in (1..5000) %}xxxxxxxxxx{% endfor %}{% endcapture %}{% for i in (1..5000) %}{% assign t = s | upcase %}{% endfor %}", "it works through more than 16777216 characters")]
    [InlineData("{{ note }}", "it says nothing (for MasterSuspected")]
    [InlineData("{% if kind == 'TiltLeft' %}{% else %}x{% endif %}", "it says nothing (for TiltLeft)")]
    [InlineData("{% if rows.size == 0 %}x{% endif %}", "it says nothing (for a group)")]
    [InlineData("{% if note == '' %}x{% endif %}", "it says nothing (for a reminder, flaps)")]
    public void Read_TemplateThatFailsForSomething_IsAMistake(string template, string problem)
    {
        Write("mail/text.liquid", template);
        var mistake = OnlyMistake(ReadAll());
        Assert.Equal("mail/text.liquid", Below(mistake.Path));
        Assert.Contains(problem, mistake.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Environment.PATH")]
    [InlineData("options")]
    [InlineData("configuration")]
    [InlineData("notification")]
    [InlineData("facts.first.GetType")]
    public void Read_TemplateThatReachesBeyondItsValues_IsAMistake(string name)
    {
        Write("mail/text.liquid", $"{{{{ {name} }}}}");
        Assert.Equal("mail/text.liquid", Below(OnlyMistake(ReadAll()).Path));
    }

    [Fact]
    public void Read_WhatEditorsAndMountsLeave_IsNoMistake()
    {
        Write("mail/.subject.liquid.swp", "x");
        Write("mail/subject.liquid~", "x");
        Write("..data/subject.liquid", "x");
        Assert.Empty(GoodOptions(ReadAll()).Destinations["mail"].Templates);
    }

    private static string Spell(DestinationOptions options) => JsonSerializer.Serialize(options, options.GetType());

    private string Below(string path) => Path.GetRelativePath(PathOf("templates"), path);

    private void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf($"templates/{name}"))!);
        WriteFile($"templates/{name}", text);
    }

    private ConfigurationResult ReadAll() => ConfigurationReader.Read(
        new ConfigurationSources { File = WriteFile("test.json", Good().ToJsonString()), EnvironmentPrefix = "SENTINELEVENTS_NONE__" },
        NotificationsRegistration.Kinds);
}
