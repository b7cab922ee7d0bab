using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Bus;
using SentinelEvents.Worker.Configuration;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Health;
using SentinelEvents.Worker.Journal;
using SentinelEvents.Worker.Presentation;
using SentinelEvents.Worker.Reports;
using SentinelEvents.Worker.Sentinels;
using SentinelEvents.Worker.Sentinels.Inspection;
using Spectre.Console;

namespace SentinelEvents.Worker.Commands;

/// <summary>Looks at everything that the service will use, in the way in which it will use it, and changes nothing.</summary>
internal sealed class CheckCommand
{
    public const string Lesson =
        """
        Below the table are the findings of the lint rules, each with the command or setting that mends it; docs/reports.md tells of them.
        A part that cannot be reached is always worth an exit code of 1; of the rules' findings only those that are as bad as --fail-on.
        The user that Redis needs for this service, with the least rights: sentinel-events check --acl
        In a pipeline: sentinel-events check --format sarif --fail-on critical > check.sarif
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly JsonSerializerOptions Indented = new(SentinelEventJson.Options) { WriteIndented = true };

    private readonly CommandConfiguration configuration;
    private readonly Option<CheckFormat> format = new Option<CheckFormat>("--format") { Description = "text, json, or sarif: the findings of the lint rules for code scanners", DefaultValueFactory = _ => CheckFormat.Text }.ByName();
    private readonly Option<Severity> failOn = new Option<Severity>("--fail-on") { Description = "Exit code 1 from which severity of the lint rules' findings: info, warning, critical", DefaultValueFactory = _ => Severity.Warning }.ByName();

    private readonly Option<bool> acl = new("--acl") { Description = "Only prints the user that this service needs on sentinels and data nodes" };

    public CheckCommand(CommandConfiguration configuration)
    {
        this.configuration = configuration;
        Command = new Command("check", "Checks the configuration and reaches every sentinel, the journal, the bus and each destination; lints the deployments") { format, failOn, acl };
        Command.SetAction(InvokeAsync);
    }

    public Command Command { get; }

    private async Task<int> InvokeAsync(ParseResult parsed, CancellationToken cancellation)
    {
        if (configuration.Read(parsed) is not { } good)
        {
            return ExitCode.Unusable;
        }

        var options = good.Options;
        if (parsed.GetValue(acl))
        {
            WriteAcl(parsed.InvocationConfiguration.Output, options.Clusters);
            return ExitCode.Good;
        }

        var checks = options.Clusters.Select(cluster => ClusterAsync(cluster, cancellation))
            .Append(JournalAsync(options.Journal, cancellation))
            .Append(BusAsync(options.Bus, cancellation))
            .Append(DestinationsAsync(options, cancellation));
        var assessed = new ReportMaker(options.Clusters, TimeProvider.System).AssessAsync([], null, cancellation);
        IReadOnlyList<Finding> findings =
        [
            .. Templates(options),
            .. good.Notices.Select(notice => new Finding("configuration", true, notice.ToString())),
            .. (await Task.WhenAll(checks)).SelectMany(found => found),
        ];
        IReadOnlyList<HealthFinding> lint = [.. (await assessed).SelectMany(health => health.Findings).OrderByDescending(finding => finding.Severity)];
        switch (parsed.GetValue(format))
        {
            case CheckFormat.Json:
                parsed.InvocationConfiguration.Output.WriteLine(Json(findings, lint).ToJsonString(Indented));
                break;
            case CheckFormat.Sarif:
                parsed.InvocationConfiguration.Output.Write(Sarif(lint));
                WriteBad(parsed.InvocationConfiguration.Error, findings);
                break;
            default:
                Write(findings, lint);
                break;
        }

        var worst = parsed.GetValue(failOn);
        return findings.All(finding => finding.Good) && lint.All(finding => finding.Severity < worst) ? ExitCode.Good : ExitCode.Findings;
    }

    /// <summary>Reading the configuration has tried them; those that fail are mistakes of it.</summary>
    private static IEnumerable<Finding> Templates(SentinelEventsOptions options)
    {
        var overrides = options.Destinations.Values.Sum(destination => destination.Templates.Count);
        return overrides == 0 ? [] : [new Finding("templates", true, FormattableString.Invariant($"{overrides} override{(overrides == 1 ? "" : "s")}, each rendered for every kind"))];
    }

    private static void Write(IReadOnlyList<Finding> findings, IReadOnlyList<HealthFinding> lint)
    {
        var table = Terminal.Table("", "Part", "Found", "Cure");
        foreach (var finding in findings)
        {
            table.AddRow(
                finding.Good ? Terminal.Text("ok", "green") : Terminal.Text("!!", "red bold"),
                Terminal.Text(finding.Part),
                Terminal.Text(finding.Text),
                Terminal.Text(finding.Cure));
        }

        Terminal.Write(table);
        if (lint.Count > 0)
        {
            var rules = Terminal.Table("Severity", "Rule", "Where", "What", "Cure");
            foreach (var finding in lint)
            {
                rules.AddRow(
                    Terminal.Text(finding.Severity.ToString(), finding.Severity switch { Severity.Critical => "red", Severity.Warning => "yellow", _ => "default" }),
                    Terminal.Text(finding.Rule),
                    Terminal.Text($"{finding.Cluster}/{finding.Master ?? "-"} {finding.Subject}"),
                    Terminal.Text($"{finding.Title}: {finding.Evidence}"),
                    Terminal.Text(finding.Cure));
            }

            Terminal.Write(rules);
        }

        var bad = findings.Count(finding => !finding.Good);
        var attention = bad == 0 ? "" : $"{bad} of {findings.Count} need attention.";
        var linted = lint.Count == 0 ? "" : $"The rules found {lint.Count}, the worst {lint[0].Severity.ToString().ToLowerInvariant()}.";
        var all = $"{attention} {linted}".Trim();
        Terminal.Line(all.Length == 0 ? "All good." : all, bad > 0 ? "red" : lint.Count > 0 ? "yellow" : "green");
    }

    private static void WriteAcl(TextWriter output, IReadOnlyList<ClusterOptions> clusters)
    {
        foreach (var cluster in clusters)
        {
            output.WriteLine($"On each sentinel of {cluster.Name}:");
            output.WriteLine(SentinelAcl.UserLine(cluster.User));
            if (cluster.DataNodes.Enabled)
            {
                output.WriteLine($"On each data node of {cluster.Name}:");
                output.WriteLine(SentinelAcl.UserLine(cluster.DataNodes.User, InspectionAcl.Line));
            }
        }
    }

    private static void WriteBad(TextWriter error, IReadOnlyList<Finding> findings)
    {
        foreach (var finding in findings.Where(finding => !finding.Good))
        {
            error.WriteLine(VisibleText.Of($"{finding.Part}: {finding.Text} {finding.Cure}"));
        }
    }

    private static JsonObject Json(IReadOnlyList<Finding> findings, IReadOnlyList<HealthFinding> lint) => new()
    {
        ["parts"] = JsonSerializer.SerializeToNode(findings, SentinelEventJson.Options),
        ["findings"] = JsonSerializer.SerializeToNode(lint, SentinelEventJson.Options),
    };

    private static string Sarif(IReadOnlyList<HealthFinding> lint) => ReportSarif.Of(
        lint,
        [
            .. LintRules.All.Select(rule => rule.Text).Select(text => new SarifRule(
                text.Id, text.Name, text.Title, text.Why, text.Mend, text.Severity, new Uri($"docs/rules/{text.Id}.md", UriKind.Relative))),
        ],
        typeof(CheckCommand).Assembly.GetName().Version!.ToString(3));

    private static async Task<IReadOnlyList<Finding>> ClusterAsync(ClusterOptions cluster, CancellationToken cancellation)
    {
        var probe = new SentinelProbe(TimeProvider.System);
        var results = await Task.WhenAll(cluster.Sentinels.Select(sentinel => probe.ProbeAsync(cluster, sentinel, Patience, cancellation)));
        var findings = new List<Finding>();
        foreach (var result in results)
        {
            var part = $"{result.Cluster}: sentinel {result.Address}";
            switch (result)
            {
                case ProbeReachable reachable:
                    findings.Add(new Finding(part, true, $"{reachable.Version}, monitors {(reachable.Masters.Count == 0 ? "no master that is followed" : string.Join(", ", reachable.Masters))}"));
                    findings.AddRange(reachable.Missing.Select(missing => new Finding(part, false, missing.Text, missing.Cure)));
                    break;
                case ProbeFailed failed:
                    findings.Add(new Finding(part, false, failed.Problem.Text, failed.Problem.Cure));
                    break;
            }
        }

        var monitored = results.OfType<ProbeReachable>().SelectMany(reachable => reachable.Masters).ToHashSet(StringComparer.Ordinal);
        findings.AddRange(cluster.Masters
            .Where(glob => !monitored.Any(name => Glob.IsMatch(glob, name)))
            .Select(glob => new Finding($"{cluster.Name}: masters", false, $"'{glob}' matches no master that the sentinels monitor", $"Correct the name; they monitor {(monitored.Count == 0 ? "none that is followed" : string.Join(", ", monitored.Order(StringComparer.Ordinal)))}.")));
        return findings;
    }

    private static async Task<IReadOnlyList<Finding>> JournalAsync(JournalOptions options, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(Patience, TimeProvider.System);
        using var inTime = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        JournalProbe.Result result;
        try
        {
            result = await JournalProbe.LookAsync(options, inTime.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return [new Finding("journal", false, "no answer in time", "Start its server, or correct Journal:ConnectionString.")];
        }

        return [new Finding("journal", result.Problem is null, result.Problem ?? result.Found, result.Cure)];
    }

    private static async Task<IReadOnlyList<Finding>> BusAsync(BusOptions options, CancellationToken cancellation)
    {
        var part = $"bus ({options.Transport})";
        return await BusProbe.LookAsync(options, Patience, TimeProvider.System, cancellation) is (var problem, var cure)
            ? [new Finding(part, false, problem, cure)]
            : [new Finding(part, true, options.Transport == BusTransport.InMemory ? "inside the service: nothing to reach" : "reached")];
    }

    private static async Task<IReadOnlyList<Finding>> DestinationsAsync(SentinelEventsOptions options, CancellationToken cancellation)
    {
        await using var services = CommandDestinations.Services();
        return await Task.WhenAll(options.Destinations.Select(async entry =>
        {
            var (name, destination) = entry;
            var part = $"destination {name} ({destination.Kind})";
            var made = CommandDestinations.Make(services, name, destination);
            using var deadline = new CancellationTokenSource(Patience, TimeProvider.System);
            using var inTime = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
            try
            {
                return await made.LookAsync(inTime.Token) switch
                {
                    DeliveryOutcome.Retry retry => new Finding(part, false, $"{retry.Reason}: {retry.Detail}", "Correct the destination, or start what it names."),
                    DeliveryOutcome.Rejected rejected => new Finding(part, false, $"{rejected.Reason}: {rejected.Detail}", "Correct the destination."),
                    _ => new Finding(part, true, "reached"),
                };
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                return new Finding(part, false, "TimedOut: no answer in time", "Start what it names, or correct its address.");
            }
        }));
    }
}
