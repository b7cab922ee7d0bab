using Microsoft.AspNetCore.Http;
using SentinelEvents.Fuzz.Inputs;
using SentinelEvents.Worker.Delivery.Holding;
using SentinelEvents.Worker.Status.Writes;

namespace SentinelEvents.Fuzz.Targets;

/// <summary>Bodies of requests for a silence.</summary>
internal sealed class SilenceTarget : JsonTarget
{
    private static readonly DateTimeOffset Now = new(2026, 3, 7, 3, 12, 4, TimeSpan.Zero);

    public override string Name => "silences";

    public override string Reads => "bodies of POST /api/silences";

    public override IReadOnlyList<Type> Parsers => [typeof(SilenceReader), typeof(SilenceWish), typeof(SilenceValidator), typeof(FieldErrors), typeof(WriteJson)];

    public override int Weight => 15;

    public override TimeSpan Patience => TimeSpan.FromMilliseconds(250);

    public override long Room(int length) => (16 * 1024 * 1024) + (2048L * length);

    protected override IReadOnlyList<string> Samples { get; } =
    [
        """{"name":"patching","author":"ada","comment":"new kernels","end":"2026-03-07T08:00:00Z","to":["mail"],"match":{"masters":["cache-*"],"clusters":["local"],"kinds":["MasterDown"],"minSeverity":"Warning","agreement":["Majority"]}}""",
        """{"name":"sundays","author":"ada","cron":"0 0 3 ? * SUN","duration":"02:00:00","timeZone":"Europe/Berlin"}""",
        """{"name":"now","author":"ada","start":"2026-03-07T03:12:04.123+01:00","duration":"1.00:00:00"}""",
    ];

    protected override IReadOnlyList<string> Keys { get; } = ["name", "author", "comment", "start", "end", "cron", "duration", "timeZone", "to", "match", "masters", "kinds", "minSeverity"];

    public override string Try(byte[] input)
    {
        using var answer = new MemoryStream();
        var context = new DefaultHttpContext { Request = { Body = new MemoryStream(input), ContentType = "application/json", ContentLength = input.Length }, Response = { Body = answer } };
        var body = WriteJson.ReadAsync<SilenceBody>(context).GetAwaiter().GetResult();
        if (body is null)
        {
            var problem = Corpus.Text(answer.ToArray());
            Promise.IsJson(problem, "a refusal");
            Promise.HidesNothing(problem, "a refusal");
            return "no body of a silence";
        }

        var errors = new FieldErrors();
        var wanted = SilenceWish.Complete(SilenceReader.Read(body, errors), Now);
        if (!errors.Any)
        {
            foreach (var (key, cure) in SilenceWish.Mistakes(wanted, ["mail", "hook"], Now))
            {
                errors.Add(FieldErrors.Field(key), cure);
            }
        }

        foreach (var (field, cures) in errors.All)
        {
            Promise.IsVisible(field, "a field");
            Promise.IsVisible(string.Join(' ', cures), "a cure");
        }

        if (errors.Any)
        {
            return "mistakes";
        }

        // It is in force, and kept.
        _ = new Silence(wanted, null).UntilAt(Now);
        Promise.Hold(SilenceJson.Write(SilenceJson.Read(SilenceJson.Write(wanted))) == SilenceJson.Write(wanted), "a silence comes back from the journal", () => SilenceJson.Write(wanted));
        return Accepted;
    }

    protected override string Try(string text) => throw new NotSupportedException();
}
