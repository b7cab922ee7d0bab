using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using SentinelEvents.Contracts;
using SentinelEvents.Fuzz;
using SentinelEvents.Worker.Sentinels;
using StackExchange.Redis;

namespace SentinelEvents.Unit.Fuzzing;

/// <summary>Whoever writes a parser gives it a target: what looks like one and is tried by none is found here.</summary>
public sealed class ParserCoverageTests
{
    private static readonly string[] Verbs = ["Parse", "TryParse", "Read", "Deserialize", "Decode", "FromColumn", "IsValid", "Split"];

    private static readonly Type[] Raw =
    [
        typeof(string), typeof(ReadOnlySpan<byte>), typeof(ReadOnlySpan<char>), typeof(byte[]), typeof(RedisResult), typeof(SentinelReply), typeof(HttpResponseMessage), typeof(JsonElement), typeof(IHeaderDictionary),
        typeof(IReadOnlyList<string>),
    ];

    /// <summary>Not parsers of what comes from outside, each with the reason.</summary>
    private static readonly Dictionary<string, string> Excused = new(StringComparer.Ordinal)
    {
        ["CommandTree"] = "what stands on the command line beside settings is read by System.CommandLine",
        ["PostgresLocation"] = "a connection string is read by Npgsql, and is the operator's",
        ["SqliteLocation"] = "a connection string is read by Microsoft.Data.Sqlite, and is the operator's",
        ["SchemaScripts"] = "reads what is in this program",
    };

    [Fact]
    public void Parsers_All_HaveATarget()
    {
        var tried = FuzzTargets.All.SelectMany(target => target.Parsers).Select(type => type.FullName).ToHashSet();
        var untried = Parsers().Where(type => !tried.Contains(type.FullName) && !Excused.ContainsKey(type.Name)).Select(type => type.FullName).Order(StringComparer.Ordinal);
        Assert.Equal("", string.Join(", ", untried));
    }

    [Fact]
    public void Excused_All_WouldElseBeFound() => Assert.Empty(Excused.Keys.Except(Parsers().Select(type => type.Name)));

    private static IEnumerable<Type> Parsers() => ((Assembly[])[typeof(SentinelMessageParser).Assembly, typeof(SentinelEventJson).Assembly])
        .SelectMany(assembly => assembly.GetTypes())
        .Where(type => type.FullName!.StartsWith("SentinelEvents.", StringComparison.Ordinal) && !type.IsDefined(typeof(CompilerGeneratedAttribute)) && !type.IsNested)
        .Where(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly).Any(IsParser));

    private static bool IsParser(MethodInfo method) =>
        !method.IsPrivate && Verbs.Contains(method.Name, StringComparer.Ordinal) && method.GetParameters() is [var first, ..] && Raw.Contains(first.ParameterType);
}
