using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using SentinelEvents.Worker.Configuration;

namespace SentinelEvents.Unit.Configuration;

public sealed class RandomConfigurationTests : ConfigurationFixture
{
    private static readonly Gen<string> Key = Gen.Frequency(
        (12, Gen.OneOf(
            "Clusters", "Name", "Sentinels", "Masters", "Password", "PasswordFile", "Tls", "DataNodes", "CaFile", "KeyFile", "SilenceLimit", "Journal", "ConnectionString",
            "Retention", "Bus", "Transport", "RabbitMq", "Uri", "UriFile", "Destinations", "mail", "bus", "Kind", "From", "To", "Smtp", "Port", "Url", "Secrets",
            "SecretsFile", "Routes", "Match", "Kinds", "MinSeverity", "GroupWait", "Silences", "Reports", "Http")),
        (1, Gen.String[0, 6]),
        (1, Gen.OneOf("", ":", "0", "a:b", "clusters")));

    private static readonly Gen<string> Scalar = Gen.Frequency(
        (3, Gen.OneOf(
            "null", "true", "\"\"", "\"Email\"", "\"Webhook\"", "\"local\"", "\"127.0.0.1:26379\"", "\"00:00:05\"", "\"a@b.c\"", "\"http://a\"", "\"amqp://a\"", "\"/\"",
            "\"Data Source=x\"", "\"\\u0000\"", "\"\\ud800\"", "1e999", "\"[::1]:1\"", "\"mail\"")),
        (1, Gen.Int.Select(number => number.ToString(System.Globalization.CultureInfo.InvariantCulture))),
        (1, Gen.String[0, 12].Select(text => JsonSerializer.Serialize(text))));

    private static readonly Gen<string> Element = Gen.Recursive<string>((depth, element) => depth >= 5
        ? Scalar
        : Gen.Frequency(
            (2, Scalar),
            (2, element.Array[0, 3].Select(items => $"[{string.Join(',', items)}]")),
            (5, Object(element))));

    [Fact]
    public void Read_RandomJson_NeverThrows() =>
        Object(Element).Sample(json => Assert.True(Read(json) is ConfigurationResult.Good or ConfigurationResult.Bad { Mistakes.Count: > 0 }), iter: 1000, threads: 1);

    [Fact]
    public void Read_InterfaceExampleWithRandomChange_NeverThrows()
    {
        var example = File.ReadAllText(RepositoryFiles.PathOf("tests/Unit/Configuration/Data/interface-example.jsonc"));
        Gen.Select(Gen.Int[0, int.MaxValue], Element).Sample(
            (place, replacement) => Assert.True(
                Read(ReplaceValue(example, place, replacement)) is ConfigurationResult.Good or ConfigurationResult.Bad { Mistakes.Count: > 0 }),
            iter: 500,
            threads: 1);
    }

    [Fact]
    public void Read_RandomText_NeverThrows() =>
        Gen.String.Sample(text => Assert.True(Read(text) is ConfigurationResult.Good or ConfigurationResult.Bad { Mistakes.Count: > 0 }), iter: 500, threads: 1);

    // Puts the replacement where one value of the document stood: a scalar, a list or an object, at any depth.
    private static string ReplaceValue(string json, int place, string replacement)
    {
        const string mark = "the value to replace";
        var document = JsonNode.Parse(json, documentOptions: new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip })!;
        var replacements = Places(document, mark).ToList();
        replacements[place % replacements.Count]();
        return document.ToJsonString().Replace($"\"{mark}\"", replacement, StringComparison.Ordinal);
    }

    private static IEnumerable<Action> Places(JsonNode? node, string mark) => node switch
    {
        JsonObject parent => parent.SelectMany(member => Places(member.Value, mark).Prepend(() => parent[member.Key] = mark)),
        JsonArray parent => parent.Index().SelectMany(item => Places(item.Item, mark).Prepend(() => parent[item.Index] = mark)),
        _ => [],
    };

    private static Gen<string> Object(Gen<string> element) => Gen.Select(Key, element).Array[0, 6].Select(members =>
        new StringBuilder("{").AppendJoin(',', members.Select(member => $"{JsonSerializer.Serialize(member.Item1)}:{member.Item2}")).Append('}').ToString());
}
