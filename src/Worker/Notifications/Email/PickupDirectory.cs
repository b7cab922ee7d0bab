using System.Globalization;
using MimeKit;
using SentinelEvents.Worker.Delivery;

namespace SentinelEvents.Worker.Notifications.Email;

/// <summary>Writes mails as <c>.eml</c> files. A reader never sees half a mail, and the same event is the same file.</summary>
internal static class PickupDirectory
{
    /// <summary>Whether mails could be written there.</summary>
    public static DeliveryOutcome Look(string directory)
    {
        try
        {
            // It is made at the first mail; until then what counts is the directory that it will be made in.
            var existing = Path.GetFullPath(directory);
            while (!Directory.Exists(existing))
            {
                existing = Path.GetDirectoryName(existing) ?? throw new DirectoryNotFoundException();
            }

            using (File.Create(Path.Combine(existing, ".sentinel-events-trial"), 1, FileOptions.DeleteOnClose))
            {
                return new DeliveryOutcome.Delivered();
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new DeliveryOutcome.Retry(DeliveryReason.NotRendered, $"Mails cannot be written to {directory} ({exception.GetType().Name}).");
        }
    }

    public static async Task<DeliveryOutcome> WriteAsync(string directory, string destination, Notification notification, MimeMessage message, CancellationToken cancellation)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{notification.Latest.AgreedAt.ToUniversalTime():yyyyMMdd'T'HHmmssfff'Z'}-{destination}-{notification.Id:n}");
        var unfinished = Path.Combine(directory, $".{name}.part");
        try
        {
            Directory.CreateDirectory(directory);
            await using (var file = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                await message.WriteToAsync(file, cancellation);
                file.Flush(flushToDisk: true);
            }

            File.Move(unfinished, Path.Combine(directory, $"{name}.eml"), overwrite: true);
            return new DeliveryOutcome.Delivered();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new DeliveryOutcome.Retry(DeliveryReason.NotRendered, $"The mail cannot be written to {directory} ({exception.GetType().Name}).");
        }
    }
}
