namespace SentinelEvents.Worker.Bus.Transports;

/// <summary>Where the broker is, and what only it may see, kept apart.</summary>
internal sealed record RabbitMqAddress(Uri Host, string User, string Password)
{
    private const string Secure = "amqps";

    private const int PlainPort = 5672;

    private const int SecurePort = 5671;

    public bool UsesTls => IsSecure(Host);

    public int Port => Host.Port > 0 ? Host.Port : UsesTls ? SecurePort : PlainPort;

    public static bool IsSecure(Uri uri) => uri.Scheme == Secure;

    public static RabbitMqAddress Of(RabbitMqOptions options)
    {
        var uri = new Uri(options.UriFile is { } file ? File.ReadAllText(file).Trim() : options.Uri);
        var parts = uri.UserInfo.Split(':', 2);
        return new RabbitMqAddress(
            new UriBuilder(uri) { UserName = "", Password = "" }.Uri,
            parts[0].Length > 0 ? Uri.UnescapeDataString(parts[0]) : "guest",
            parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "guest");
    }

    public override string ToString() => Host.ToString();
}
