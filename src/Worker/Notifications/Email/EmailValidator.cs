using System.Globalization;
using MimeKit;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Trust;

namespace SentinelEvents.Worker.Notifications.Email;

/// <summary>What is wrong with <see cref="EmailOptions"/> beyond the form of each value.</summary>
public static class EmailValidator
{
    private const string AddressCure = "Give one mail address, as in ops@example.org or Ops <ops@example.org>.";

    public static IEnumerable<(string Key, string Cure)> Validate(DestinationOptions destination) => destination is EmailOptions options
        ?
        [
            .. IsAddress(options.From) ? [] : new[] { ("From", AddressCure) },
            .. options.To.Count > 0 ? [] : new[] { ("To", "Give at least one mail address, as in [\"ops@example.org\"].") },
            .. options.To.Index().Where(place => !IsAddress(place.Item))
                .Select(place => (string.Create(CultureInfo.InvariantCulture, $"To:{place.Index}"), AddressCure)),
            .. options.ValidateReading(),
            .. Uri.CheckHostName(options.Smtp.Host) != UriHostNameType.Unknown ? [] : new[] { ("Smtp:Host", "Give a host name or an IP address; the port has its own key.") },
            .. options.Smtp is { Password: not null, User: null } ? new[] { ("Smtp:User", "Give the user that the password belongs to.") } : [],
            .. CertificateValidator.Validate(options.Smtp.Trust).Select(mistake => ($"Smtp:{mistake.Key}", mistake.Cure)),
        ]
        : [];

    // The parser takes local names too, which no server outside would.
    private static bool IsAddress(string text) =>
        MailboxAddress.TryParse(text, out var mailbox) && mailbox.Address.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at < mailbox.Address.Length - 1;
}
