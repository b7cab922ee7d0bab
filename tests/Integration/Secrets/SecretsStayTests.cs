using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using MimeKit;
using Npgsql;
using SentinelEvents.Contracts;
using SentinelEvents.Integration.EndToEnd;
using SentinelEvents.Lab;
using SentinelEvents.Worker.Commands;
using SentinelEvents.Worker.Notifications.Webhook;
using SentinelEvents.Worker.Sentinels;
using SentinelEvents.Worker.Sentinels.Inspection;

namespace SentinelEvents.Integration.Secrets;

/// <summary>
/// No secret is to be seen anywhere but where it has to be. Three services watch one deployment, each with a secret of its own at every key that holds one: in files, in the
/// environment, in the configuration file. Much goes wrong; then everything that they tell is searched.
/// </summary>
public sealed class SecretsStayTests : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly LabDirectory directory = LabDirectory.Create("secrets");
    private readonly List<IAsyncDisposable> running = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        foreach (var one in running.AsEnumerable().Reverse())
        {
            await one.DisposeAsync();
        }

        await directory.DisposeAsync();
    }

    [Fact]
    public void Keys_OfText_AreKnownToHoldASecretOrNone()
    {
        Assert.Equal([], SecretKeyList.Undecided);
        Assert.True(SecretKeyList.Secrets.Count >= 13, string.Join(", ", SecretKeyList.Secrets));
    }

    [Fact]
    public void Hunt_EachForm_IsFound()
    {
        var secret = PlantedSecret.At("here");
        foreach (var text in new[]
        {
            secret.Password, Uri.EscapeDataString(secret.Password), WebUtility.HtmlEncode(secret.Password), JsonValue.Create(secret.Password).ToJsonString(), Convert.ToBase64String(Encoding.UTF8.GetBytes(secret.Password)),
            Convert.ToBase64String(Encoding.UTF8.GetBytes("a:" + secret.Password)), Convert.ToBase64String(Encoding.UTF8.GetBytes("ab:" + secret.Password)), Convert.ToHexString(Encoding.UTF8.GetBytes(secret.Password)),
            Encoding.Latin1.GetString(Encoding.Unicode.GetBytes(secret.Password)), secret.Core.ToUpperInvariant(),
        })
        {
            var hunt = new SecretHunt([PlantedSecret.At("there"), secret]);
            hunt.Look("a text", $"before {text} after");
            Assert.NotEmpty(hunt.Leaks);
            Assert.All(hunt.Leaks, leak => Assert.StartsWith("a text shows here", leak, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Services_ASecretAtEachKey_ShowNoneAnywhere()
    {
        RequiresServer.OrSkip(ServerKind.Redis, ServerKind.RabbitMq, ServerKind.Smtp, ServerKind.Postgres);
        GivenBy[] ways = [GivenBy.File, GivenBy.Environment, GivenBy.Inline];
        var busPasswords = ways.ToDictionary(way => way, way => PlantedSecret.At($"Bus:RabbitMq:Uri ({way})"));
        var mailPasswords = ways.ToDictionary(way => way, way => PlantedSecret.At($"Destinations:Email:Smtp:Password ({way})"));
        var starting = (
            Deployment: RedisDeployment.StartAsync(
                new RedisDeploymentOptions
                {
                    ReplicasPerMaster = 1,
                    DownAfter = TimeSpan.FromSeconds(2),
                    FailoverTimeout = TimeSpan.FromSeconds(5),
                    Pace = SentinelPace.Quick,
                    DataPassword = "of-the-default-user",
                    SentinelPassword = "of-the-default-user",
                },
                Patience,
                Cancellation),
            Broker: RabbitMqServer.StartAsync(Patience, null, [.. ways.Where(way => way != GivenBy.Inline).Select(way => new RabbitMqLogin(NameOf(way), busPasswords[way].Password))], Cancellation),
            Database: PostgresServer.StartAsync(Patience, cancellation: Cancellation),
            Mail: Task.WhenAll(ways.Select(way => SmtpServer.StartAsync(new SmtpServerOptions { User = NameOf(way), Password = way == GivenBy.Inline ? "another" : mailPasswords[way].Password }, Patience, Cancellation))),
            Sinks: Task.WhenAll(ways.Select(_ => WebhookSink.StartAsync(Cancellation))));
        var deployment = await OwnAsync(starting.Deployment);
        var broker = await OwnAsync(starting.Broker);
        var database = await OwnAsync(starting.Database);
        var mails = (await starting.Mail).Select(Own).ToList();
        var sinks = (await starting.Sinks).Select(Own).ToList();

        Dictionary<GivenBy, string> journals = new() { [GivenBy.File] = await database.CreateDatabaseAsync(Cancellation), [GivenBy.Environment] = await database.CreateDatabaseAsync(Cancellation) };
        var services = ways.Index().Select(way => Own(SecretService.Plan(
            way.Item,
            directory,
            sinks[way.Index],
            deployment,
            broker,
            busPasswords[way.Item],
            mails[way.Index],
            mailPasswords[way.Item],
            journals.TryGetValue(way.Item, out var name) ? new NpgsqlConnectionStringBuilder { Host = "127.0.0.1", Port = database.Port, Database = name, Username = NameOf(way.Item) } : null))).ToList();
        var (byFile, byEnvironment, inline) = (services[0], services[1], services[2]);
        foreach (var service in services)
        {
            await AllowAsync(deployment, service);
        }

        foreach (var (way, name) in journals)
        {
            var password = services.Single(service => service.Configuration.By == way)["Journal:ConnectionString"].Password.Replace("'", "''", StringComparison.Ordinal);
            await database.ExecuteAsync("postgres", $"CREATE ROLE {NameOf(way)} LOGIN PASSWORD '{password}'", Cancellation);
            await database.ExecuteAsync("postgres", $"ALTER DATABASE {name} OWNER TO {NameOf(way)}", Cancellation);
        }

        // Each key, in each way in which it can be given.
        Assert.Equal(
            SecretKeyList.Secrets.SelectMany(secret => secret.HasFile ? new[] { (secret.Key, GivenBy.File), (secret.Key, GivenBy.Environment) } : [(secret.Key, GivenBy.Environment)]).Order(),
            services.SelectMany(service => service.Configuration.Planted).Where(planted => planted.By != GivenBy.Inline).Select(planted => (planted.Key, planted.By)).Distinct().Order());

        var wrong = AddWrongOnes(inline, deployment);
        var (shapeless, shapelessSecrets) = SecretConfiguration.Spoil(inline.Configuration.Json, "an object where a text should be", secret => new JsonObject { [secret.Core] = secret.Core });
        var (unfit, unfitSecrets) = SecretConfiguration.Spoil(inline.Configuration.Json, "a text of the wrong form", secret => secret.Core);
        var broken = PlantedSecret.At("a file that is no JSON");
        var (onCommandLine, wrongKey, wrongJournal) = (PlantedSecret.At("the command line"), PlantedSecret.At("a wrong API key"), PlantedSecret.At("a wrong password of the journal"));
        var hunt = new SecretHunt([.. services.SelectMany(service => service.Configuration.Planted).Select(planted => planted.Secret), .. wrong, .. shapelessSecrets, .. unfitSecrets, broken, onCommandLine, wrongKey, wrongJournal]);

        await using var spy = await BusSpy.StartAsync(broker.Uri, Cancellation);
        sinks[2].AnswerWith(request => new SinkAnswer.Status(500, new Dictionary<string, string> { ["X-Echo"] = request.Path }, $"not today, {request.Path} {request.Header("Authorization")}"));
        await Task.WhenAll(services.Select(service => service.StartAsync()));
        foreach (var service in services)
        {
            await service.Worker.WaitForLineAsync("follows a master", line => line.Contains("now following", StringComparison.Ordinal) && line.Contains(service.Name, StringComparison.Ordinal), Patience, Cancellation);
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var surfaces = services.Select(service => new HttpSurface(service, hunt)).ToList();
        var streams = surfaces.Select(surface => surface.ReadStreamAsync(ending.Token)).ToList();
        await Failover.MakeAsync(deployment, planned: false, Cancellation);
        foreach (var service in services)
        {
            // The node that was started again has forgotten them.
            await AllowAsync(deployment, service);
        }

        foreach (var node in deployment.Nodes)
        {
            // A critical finding, by which the other address of a heartbeat is called.
            await node.RunAsync(["CONFIG", "SET", "min-replicas-to-write", "5"], Cancellation);
        }

        foreach (var service in services.Take(2))
        {
            await ToldAsync(service, mails[services.IndexOf(service)], spy);
        }

        Assert.Contains(await ClientsAsync(deployment), client => client == byFile.Name);
        Assert.Contains(await ClientsAsync(deployment), client => client == byEnvironment.Name);
        await RefusedAsync(inline, mails[2], mailPasswords[GivenBy.Inline], broker);
        await ReloadAsync(inline, shapeless.ToJsonString(), "Clusters:0:Password");
        await ReloadAsync(inline, unfit.ToJsonString(), "Bus:RabbitMq:Uri");
        await ReloadAsync(inline, $$"""{ "Http": { "ApiKey": "{{broken.Core}}" "{{broken.Core}}": {{broken.Core}} """, "JSON");
        await inline.Worker.ConfigureAsync(inline.Configuration.Json);

        await Task.WhenAll(surfaces.Select(surface => surface.LookAsync(wrongKey, Cancellation)));
        surfaces.ForEach(surface => surface.Dispose());

        await RunCommandsAsync(services, hunt, onCommandLine, wrongJournal);
        LookAtFiles(inline, hunt);
        foreach (var service in services)
        {
            Assert.Equal(0, await service.Worker.StopAsync(Patience));
        }

        await ending.CancelAsync();
        await Task.WhenAll(streams);
        foreach (var (service, mail) in services.Zip(mails))
        {
            LookAtWhatIsLeft(service, mail, hunt);
        }

        foreach (var message in spy.Messages)
        {
            hunt.Look($"bus {message.Kind}", message.Text);
        }

        foreach (var (way, name) in journals)
        {
            Assert.True(await DumpAsync(database.ConnectionString(name), $"journal of {NameOf(way)}", hunt) > 0, $"The journal of {NameOf(way)} is empty.");
        }

        // Teeth: what was to be hidden was in use, and could have been seen.
        byFile.AssertReceivedInUse();
        byEnvironment.AssertReceivedInUse();
        foreach (var (service, mail) in services.Zip(mails))
        {
            Assert.Contains($"{service.Name} {mailPasswords[service.Configuration.By].Password}", mail.Logins);
        }

        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{hunt.Surfaces.Count} surfaces, {hunt.Characters} characters"));
        Assert.True(hunt.Leaks.Count == 0, string.Join(Environment.NewLine, hunt.Leaks.Take(50)));
    }

    private static string NameOf(GivenBy way) => "by" + way.ToString().ToLowerInvariant();

    private T Own<T>(T one)
        where T : IAsyncDisposable
    {
        running.Add(one);
        return one;
    }

    private async Task<T> OwnAsync<T>(Task<T> starting)
        where T : IAsyncDisposable => Own(await starting);

    private static async Task AllowAsync(RedisDeployment deployment, SecretService service)
    {
        foreach (var sentinel in deployment.Sentinels)
        {
            Check(await sentinel.RunAsync(["ACL", "SETUSER", service.Name, "reset", "on", $">{service["Clusters:0:Password"].Password}", .. SentinelAcl.Line.Split(' ')], Cancellation));
        }

        foreach (var node in deployment.Nodes)
        {
            Check(await node.RunAsync(["ACL", "SETUSER", service.Name, "reset", "on", $">{service["Clusters:0:DataNodes:Password"].Password}", .. InspectionAcl.Line.Split(' ')], Cancellation));
        }

        static void Check(RespReply reply) => Assert.False(reply is RespReply.Error, reply.ToString());
    }

    /// <summary>Two clusters more, whose sentinels and whose data nodes refuse the password; broker and mail server do so anyway. One webhook goes where nobody is.</summary>
    private static IReadOnlyList<PlantedSecret> AddWrongOnes(SecretService service, RedisDeployment deployment)
    {
        var (sentinels, nodes) = (PlantedSecret.At("a wrong password of sentinels"), PlantedSecret.At("a wrong password of data nodes"));
        var clusters = service.Configuration.Json["Clusters"]!.AsArray();
        foreach (var (name, password, nodePassword) in new[] { ("no-sentinels", sentinels.Password, sentinels.Password), ("no-nodes", service["Clusters:0:Password"].Password, nodes.Password) })
        {
            var cluster = SecretService.ClusterOf(deployment, service.Name);
            cluster["Name"] = name;
            cluster["Password"] = password;
            cluster["DataNodes"]!["Password"] = nodePassword;
            clusters.Add(cluster);
        }

        var teams = service.Configuration.Json["Destinations"]![nameof(WebhookFormat.Teams)]!;
        teams["Url"] = new UriBuilder(teams["Url"]!.GetValue<string>()) { Port = FreePorts.Take() }.Uri.AbsoluteUri;
        return [sentinels, nodes];
    }

    private static async Task ToldAsync(SecretService service, SmtpServer mail, BusSpy spy) => await service.Worker.WaitUntilAsync(
        "has told everybody",
        _ =>
        {
            var events = service.RequestsOf(nameof(WebhookFormat.CloudEvents)).Select(Receivers.EventOf).ToList();
            string?[] missing =
            [
                events.OfType<FailoverCompleted>().Any(completed => completed.NewMasterRole == RoleCheck.Verified) ? null : "a failover that ended, with the new master asked for its role",
                events.OfType<HealthReported>().Any() ? null : "a report",
                mail.Messages.Any(kept => kept.Parse().Headers["X-SentinelEvents-Kind"] == nameof(EventKind.MasterSwitched)) ? null : "a mail",
                mail.Messages.Any(kept => kept.Parse().Headers["X-SentinelEvents-Kind"] == nameof(EventKind.HealthReported)) ? null : "a mail with a report",
                spy.Messages.Any(message => message.Cluster == service.Name && message.Kind == nameof(EventKind.MasterSwitched)) ? null : "a message on the bus",
                service.ScriptOutput.Length > 0 ? null : "the script",
                .. Enum.GetNames<WebhookFormat>().Append("alive").Append("alive-fail").Select(name => service.RequestsOf(name).Count > 0 ? null : name),
                .. new[] { "traces", "metrics" }.Select(signal => service.RequestsOf("otlp").Any(request => request.Path.EndsWith(signal, StringComparison.Ordinal)) ? null : signal),
            ];
            var lacking = missing.OfType<string>().ToList();
            return Task.FromResult(lacking.Count == 0 ? null : $"missing: {string.Join(", ", lacking)}");
        },
        Patience,
        Cancellation);

    /// <summary>Waits until every server that has to has refused the service.</summary>
    private static async Task RefusedAsync(SecretService service, SmtpServer mail, PlantedSecret mailPassword, RabbitMqServer broker)
    {
        foreach (var cluster in new[] { "no-sentinels", "no-nodes" })
        {
            await service.Worker.WaitForLineAsync($"tells of {cluster}", line => line.Contains(cluster, StringComparison.Ordinal), Patience, Cancellation);
        }

        await service.Worker.WaitUntilAsync(
            "is refused by all",
            _ => Task.FromResult(
                !mail.Logins.Contains($"{service.Name} {mailPassword.Password}") ? "not yet by the mail server"
                : service.RequestsOf(nameof(WebhookFormat.CloudEvents)).Count == 0 ? "not yet by the webhook"
                : !SharedFile.ReadLines(broker.Process.Command.LogFile!).Any(line => line.Contains(service.Name, StringComparison.Ordinal) && line.Contains("refused", StringComparison.Ordinal)) ? "not yet by the broker"
                : !service.Worker.Process.Lines.Any(line => line.Contains("No connection to http://", StringComparison.Ordinal)) ? "nowhere yet where nobody is"
                : null),
            Patience,
            Cancellation);
    }

    private static async Task ReloadAsync(SecretService service, string configuration, string said)
    {
        var before = service.Worker.Process.Lines.Count;
        await SharedFile.ReplaceAsync(service.Worker.ConfigurationFile, configuration);
        await service.Worker.WaitUntilAsync(
            $"refuses a configuration for {said}",
            _ => Task.FromResult(service.Worker.Process.Lines.Skip(before).Any(line => line.Contains("is not in force", StringComparison.Ordinal) && line.Contains(said, StringComparison.Ordinal)) ? null : "no such line"),
            Patience,
            Cancellation);
    }

    private static async Task<IReadOnlyList<string>> ClientsAsync(RedisDeployment deployment) =>
        [.. (await deployment.Sentinels[0].RunAsync(["CLIENT", "LIST"], Cancellation)).Text!.Split(' ', '\n').Where(word => word.StartsWith("user=", StringComparison.Ordinal)).Select(word => word["user=".Length..])];

    private static async Task RunCommandsAsync(List<SecretService> services, SecretHunt hunt, PlantedSecret onCommandLine, PlantedSecret wrongJournal)
    {
        var (byFile, byEnvironment, inline) = (services[0], services[1], services[2]);
        var told = byEnvironment.RequestsOf(nameof(WebhookFormat.CloudEvents)).Select(Receivers.EventOf).First(e => e is MasterSwitched).EventId.ToString();
        Dictionary<string, string[][]> commands = new(StringComparer.Ordinal)
        {
            ["run"] = [],
            ["check"] = [[], ["--format", "json"], ["--format", "sarif"], ["--acl"]],
            ["report"] = [["--format", "html"], ["--format", "json"]],
            ["simulate"] = [[RepositoryFiles.PathOf("docs/failover.scenario")]],
            ["send-test"] = [["--to", "mail"], ["--to", nameof(WebhookFormat.Slack)]],
            ["events"] = [["--format", "json"]],
            ["sight"] = [[]],
            ["deliveries"] = [["--format", "json"]],
            ["redeliver"] = [[told, "--to", "mail"]],
            ["health"] = [[]],
        };
        var known = CommandTree.Parse([], (_, _) => throw new InvalidOperationException()).RootCommandResult.Command.Subcommands.Select(command => command.Name).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(known, commands.Keys.Order(StringComparer.Ordinal));

        var calls = services.SelectMany(service => commands
            .Where(command => service == byEnvironment || command.Key == "check" || (service == inline && command.Key == "send-test"))
            .SelectMany(command => command.Value.Take(service == byEnvironment ? int.MaxValue : 1).Select(arguments => (Service: service, Arguments: (IReadOnlyList<string>)[command.Key, .. arguments]))))
            .Concat(known.Append("").Select(name => (Service: byEnvironment, Arguments: (IReadOnlyList<string>)[.. name.Length > 0 ? new[] { name } : [], "--help"])))
            .Append((inline, ["check", .. SecretKeyList.Secrets.Select(secret => $"--{secret.Key.Replace("*", "0", StringComparison.Ordinal)}={onCommandLine.Password}@Password={onCommandLine.Core}")]))
            .ToList();
        await Parallel.ForEachAsync(calls, new ParallelOptions { MaxDegreeOfParallelism = 3, CancellationToken = Cancellation }, async (call, _) =>
        {
            var ended = await call.Service.RunAsync(Patience, call.Arguments);
            Assert.True(ended.ExitCode is 0 or 1 || call.Arguments.Any(argument => argument.Contains(onCommandLine.Core, StringComparison.Ordinal)), $"{string.Join(' ', call.Arguments)}: {ended.ExitCode} {ended.Text}");
            hunt.Look($"{call.Service.Name} {string.Join(' ', call.Arguments.Take(3))}"[..Math.Min(60, $"{call.Service.Name} {string.Join(' ', call.Arguments.Take(3))}".Length)], ended.Text);
        });

        // A database that refuses.
        Dictionary<string, string?> refused = new(byEnvironment.Configuration.Environment);
        var variable = refused.Keys.Single(key => key.EndsWith("ConnectionString", StringComparison.Ordinal));
        refused[variable] = new NpgsqlConnectionStringBuilder(refused[variable]) { Password = wrongJournal.Password }.ConnectionString;
        foreach (var command in new[] { "check", "events" })
        {
            var ended = await WorkerCommand.RunAsync(byEnvironment.Worker.WorkingDirectory, [command, "--config", byEnvironment.Worker.ConfigurationFile], Patience, refused);
            Assert.NotEqual(0, ended.ExitCode);
            hunt.Look($"{command} with a wrong password", ended.Text);
        }
    }

    private static void LookAtWhatIsLeft(SecretService service, SmtpServer mail, SecretHunt hunt)
    {
        hunt.Look($"{service.Name} log", string.Join('\n', service.Worker.Process.Lines));
        hunt.Look($"{service.Name} script", service.ScriptOutput);
        foreach (var request in service.Sink.Requests)
        {
            hunt.Look($"{service.Name} request {request.Number}", service.Shown(request));
        }

        foreach (var kept in mail.Messages)
        {
            hunt.Look($"{service.Name} mail", kept.Raw.ToArray());
            foreach (var part in kept.Parse().BodyParts.OfType<MimePart>())
            {
                using var content = new MemoryStream();
                part.Content!.DecodeTo(content);
                hunt.Look($"{service.Name} mail {part.ContentType.MimeType}", content.ToArray());
            }
        }

        LookAtFiles(service, hunt);
    }

    /// <summary>Byte for byte, the journal among them: while it is open, beside its log of what is not yet in its place.</summary>
    private static void LookAtFiles(SecretService service, SecretHunt hunt)
    {
        var files = Directory.EnumerateFiles(service.Worker.WorkingDirectory, "*", SearchOption.AllDirectories)
            .Where(file => service.Configuration.By != GivenBy.Inline || file != service.Worker.ConfigurationFile)
            .Where(file => service.Worker.Process.HasExited || !file.EndsWith(".lock", StringComparison.Ordinal)).ToList();
        Assert.True(service.Configuration.By != GivenBy.Inline || files.Exists(file => file.EndsWith(".db", StringComparison.Ordinal)), "There is no journal among the files.");
        foreach (var file in files)
        {
            hunt.Look($"{service.Name} file {Path.GetFileName(file)}", File.ReadAllBytes(file));
        }
    }

    /// <summary>Every row of every table.</summary>
    private static async Task<int> DumpAsync(string connection, string name, SecretHunt hunt)
    {
        var rows = 0;
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connection) { Pooling = false });
        List<string> tables = [];
        await using (var list = source.CreateCommand("SELECT quote_ident(table_schema) || '.' || quote_ident(table_name) FROM information_schema.tables WHERE table_schema NOT IN ('pg_catalog', 'information_schema')"))
        await using (var reader = await list.ExecuteReaderAsync(Cancellation))
        {
            while (await reader.ReadAsync(Cancellation))
            {
                tables.Add(reader.GetString(0));
            }
        }

        foreach (var table in tables)
        {
            var text = new StringBuilder();
            await using var all = source.CreateCommand($"SELECT row_to_json(t)::text FROM {table} t");
            await using var reader = await all.ExecuteReaderAsync(Cancellation);
            while (await reader.ReadAsync(Cancellation))
            {
                rows++;
                text.AppendLine(reader.GetString(0));
            }

            hunt.Look($"{name}, {table}", text.ToString());
        }

        return rows;
    }
}
