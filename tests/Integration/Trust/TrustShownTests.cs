using System.Net;
using System.Text.Json.Nodes;
using SentinelEvents.Integration.EndToEnd;
using SentinelEvents.Lab;

namespace SentinelEvents.Integration.Trust;

/// <summary>What is wrong with a certificate is to be read where people look: on the status page and in the answer about health.</summary>
public sealed class TrustShownTests(TlsSentinel servers) : IClassFixture<TlsSentinel>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_SentinelAndMailServerNotTrusted_HealthAndStatusPageSayWhyAndWhatMendsIt()
    {
        RequiresServer.OrSkip(ServerKind.Redis, ServerKind.Smtp);
        var sentinel = await servers.ShowAsync(servers.Stranger, new LabCertificateOptions(), Cancellation);
        await using var smtp = await SmtpServer.StartAsync(
            new SmtpServerOptions { Security = SmtpSecurity.StartTls, Certificates = servers.Authority.Issue("mail", new LabCertificateOptions().Expired) }, Patience, Cancellation);
        var configuration = ServiceConfiguration.Of("local", [$"127.0.0.1:{sentinel.Port}"])
            .WithCluster("Tls", new JsonObject
            {
                ["Enabled"] = true,
                ["CaFile"] = servers.Authority.CertificateFile,
                ["CertificateFile"] = servers.Client.CertificateFile,
                ["KeyFile"] = servers.Client.KeyFile,
            })
            .WithMail("mail", smtp);
        configuration["Destinations"]!["mail"]!["Smtp"]!["CaFile"] = servers.Authority.CertificateFile;
        configuration["Reports"] = new JsonArray(new JsonObject { ["Name"] = "often", ["Cron"] = "0/2 * * * * ?", ["To"] = new JsonArray("mail") });
        var unknown = $"the certificate of 127.0.0.1:{sentinel.Port} is signed by an authority that is not in Tls:CaFile (CN=SentinelEvents lab authority stranger)";
        const string unknownCure = "put its certificate into the file of Tls:CaFile";
        var expired = FormattableString.Invariant($"the certificate of 127.0.0.1:{smtp.Port} expired on {TimeProvider.System.GetUtcNow().AddDays(-2):yyyy-MM-dd}; renew it");

        await using var service = await RunningService.StartAsync(configuration, null);
        await service.JudgeAsync(null, async () =>
        {
            await ShownAsync(service, configuration, "/health/ready", unknown, unknownCure);
            await ShownAsync(service, configuration, "/sentinels", unknown, unknownCure);
            await ShownAsync(service, configuration, "/deliveries", expired);
            await service.StopAsync();
        });
    }

    private static async Task ShownAsync(RunningService service, JsonObject configuration, string path, params IReadOnlyList<string> texts)
    {
        using var http = new HttpClient();
        var address = new Uri(new Uri(configuration["Http"]!["Url"]!.GetValue<string>()), path);
        await service.Worker.WaitUntilAsync(
            $"says at {path} what is wrong",
            async token =>
            {
                try
                {
                    using var answer = await http.GetAsync(address, token);
                    var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(token));
                    return texts.All(text => page.Contains(text, StringComparison.Ordinal)) ? null : page;
                }
                catch (HttpRequestException failure)
                {
                    return failure.Message;
                }
            },
            Patience,
            Cancellation);
    }
}
